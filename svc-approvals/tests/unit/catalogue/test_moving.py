"""Which running cases could go on under another version, and why others cannot."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from case_building import MONDAY, a_draft, approve, the_clock
from catalogue_building import a_matter, a_node, an_issue, answered, codes, yes_no

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.running import running_nodes
from svc_approvals.domain.cases.states import MaterialState
from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.materials import Material
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.moving import Running, obstacles

ORGANS = {"scjg": uuid4(), "wjj": uuid4()}
OLD = a_matter(a_node("a"), a_node("b", "a"), an_issue("b"))
X = yes_no("x")


def a_case(*approved: str, matter: Matter = OLD, answers: Mapping[str, Any] | None = None) -> Case:
    """A case of a matter whose nodes have been approved so far."""
    case = a_draft()
    case.submit([], MONDAY, the_clock())
    running = running_nodes(resolve(matter, answers or {}), ORGANS, uuid4)
    case.accept(running, [], {}, MONDAY, the_clock())
    approve(case, *approved)
    return case


def found(
    case: Case,
    new: Matter,
    given: Mapping[str, MaterialState] | None = None,
    answers: Mapping[str, Any] | None = None,
    old: Matter = OLD,
) -> dict[str, str]:
    running = Running(case, resolve(old, answers or {}), given or {}, ORGANS)
    return codes(obstacles(running, resolve(new, answers or {})))


def test_a_case_can_move_to_its_own_version() -> None:
    for approved in ([], ["a"], ["a", "b"]):
        assert found(a_case(*approved), OLD) == {}


def test_what_nobody_has_begun_may_change() -> None:
    new = a_matter(a_node("a"), a_node("c", "a", organ="wjj"), an_issue("c"))

    assert found(a_case(), new) == {}
    assert found(a_case("a"), new) == {"/nodes/b": "node_gone"}


def test_a_begun_node_stays_with_its_department_and_its_kind() -> None:
    moved = a_matter(a_node("a", organ="wjj"), a_node("b", "a"), an_issue("b"))
    pushed = a_matter(a_node("a", kind="push"), a_node("b", "a"), an_issue("b"))

    assert found(a_case(), moved) == {"/nodes/a/organ": "node_moved"}
    assert found(a_case(), pushed) == {"/nodes/a/kind": "node_changed"}


def test_a_begun_node_must_apply_under_the_new_version() -> None:
    nodes = (a_node("a", when=answered("x")), a_node("b", "a"), an_issue("b"))
    new = a_matter(*nodes, questions=(X,))

    assert found(a_case(), new, answers={"x": "no"}) == {"/nodes/a": "node_not_applicable"}
    assert found(a_case(), new, answers={"x": "yes"}) == {}


def test_a_begun_node_cannot_be_made_to_wait() -> None:
    new = a_matter(a_node("a", "first"), a_node("first"), a_node("b", "a"), an_issue("b"))
    late = a_matter(a_node("a"), a_node("b", "a"), a_node("c"), an_issue("b", "c"))

    assert found(a_case(), new) == {"/nodes/a/after": "node_too_early"}
    assert found(a_case("a"), late) == {}
    assert found(a_case("a", "b"), late) == {"/nodes/issue/after": "node_too_early"}


def test_materials_that_are_newly_required_must_be_there() -> None:
    paper = Material("P", "新材料", originals=1)
    new = replace(OLD, materials=(paper,))

    assert found(a_case(), new) == {"/materials/P": "material_required"}
    assert found(a_case(), new, {"P": MaterialState.SUPPLIED}) == {}
    assert found(a_case(), replace(OLD, materials=(replace(paper, required=False),))) == {}
    assert found(a_case(), new, old=new) == {}  # the old version let it through without


def test_answers_must_still_be_answers() -> None:
    new = replace(OLD, questions=(X,))

    assert found(a_case(), new) == {"/answers/x": "question_unanswered"}
    assert found(a_case(), new, answers={"x": "maybe"}) == {"/answers/x": "wrong_choice"}


def test_what_the_applicant_can_still_edit_is_no_obstacle() -> None:
    new = replace(OLD, questions=(X,), materials=(Material("P", "新材料", originals=1),))

    assert found(a_draft(), new) == {}
