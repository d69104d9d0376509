from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from catalogue_building import (
    ORGANS,
    a_matter,
    a_node,
    an_issue,
    answered,
    barber_shop,
    effects_of,
    findings,
    yes_no,
)
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.catalogue.checks import Contact, check
from svc_approvals.domain.catalogue.conditions import Comparison, Not
from svc_approvals.domain.catalogue.forms import Form, FormField, FormRule, FormSection
from svc_approvals.domain.catalogue.guides import applicable_keys
from svc_approvals.domain.catalogue.materials import Material, Product
from svc_approvals.domain.catalogue.matters import Basis, Matter, SubMatter
from svc_approvals.domain.catalogue.problems import errors
from svc_approvals.domain.catalogue.process import Join, ProcessNode, Signer, Signing
from svc_approvals.domain.catalogue.scenarios import scenarios

TWO = (yes_no("x"), yes_no("y"))


def test_the_barber_shop_passes_every_check() -> None:
    shop = barber_shop()

    assert check(shop, ORGANS, effects_of(shop)) == ()


def test_a_small_sound_matter_passes_every_check() -> None:
    assert findings(a_matter()) == set()


def test_nodes_that_wait_for_each_other_are_a_cycle() -> None:
    matter = a_matter(a_node("a", "b"), a_node("b", "a"), an_issue("a", "b"))

    assert ("/nodes", "cycle") in findings(matter)
    assert ("/nodes", "cycle") in findings(a_matter(a_node("a", "a"), an_issue("a")))


def test_a_node_behind_one_that_does_not_exist_is_unreachable() -> None:
    matter = a_matter(a_node("a", "ghost"), an_issue("a"))

    assert findings(matter) == {("/nodes/0/after/0", "unreachable")}


def test_a_node_that_applies_in_no_scenario_is_unreachable() -> None:
    never = a_node("never", when=Comparison("x", "contains", "maybe"))
    matter = a_matter(a_node("a"), never, an_issue("a", "never"), questions=TWO)

    assert ("/nodes/1/when", "unreachable") in findings(matter)


def test_a_node_nobody_waits_for_is_a_dead_end() -> None:
    matter = a_matter(a_node("a"), a_node("lost"), an_issue("a"))

    assert findings(matter) == {("/nodes/1", "dead_end")}


def test_there_is_exactly_one_hand_out_and_it_comes_last() -> None:
    assert ("/nodes", "one_issue") in findings(a_matter(a_node("a")))
    late = a_matter(a_node("a"), an_issue("a"), a_node("b", "issue"))
    assert ("/nodes/2/after", "after_issue") in findings(late)


@pytest.mark.parametrize(
    ("join", "where", "code"),
    [
        (Join("k", 3), "/nodes/2/join/k", "join_never_opens"),
        (Join("k"), "/nodes/2/join/k", "join_without_k"),
    ],
)
def test_a_join_that_waits_for_more_than_there_are_can_never_open(
    join: Join, where: str, code: str
) -> None:
    matter = a_matter(a_node("a"), a_node("b"), an_issue("a", "b", join=join))

    assert findings(matter) == {(where, code)}


@pytest.mark.parametrize(
    ("join", "code"),
    [
        (Join("all"), "join_all_skipped"),
        (Join("any"), "join_never_opens"),
        (Join("k", 2), "join_never_opens"),
    ],
)
def test_a_join_all_of_whose_branches_can_be_skipped_is_found_with_the_scenario(
    join: Join, code: str
) -> None:
    matter = a_matter(
        a_node("a", when=answered("x")),
        a_node("b", when=answered("y")),
        an_issue("a", "b", join=join),
        questions=TWO,
    )

    found = [one for one in check(matter, ORGANS, {}) if one.code == code]
    assert [one.pointer for one in found] == ["/nodes/2/join"]
    assert "x=" in found[0].message


def test_branches_that_exclude_each_other_leave_the_join_open() -> None:
    matter = a_matter(
        a_node("a", when=answered("x")),
        a_node("b", when=answered("x", "no")),
        an_issue("a", "b", join=Join("any")),
        questions=TWO,
    )

    assert findings(matter) == set()


def test_a_branch_hidden_behind_another_question_can_be_skipped_too() -> None:
    hidden = yes_no("y", when=answered("x"))
    matter = a_matter(
        a_node("a", when=Comparison("y", "in", ("yes", "no"))),
        an_issue("a", join=Join("any")),
        questions=(yes_no("x"), hidden),
    )

    assert findings(matter) == {("/nodes/1/join", "join_never_opens")}


def test_a_material_from_a_node_needs_a_node_that_produces_it_in_time() -> None:
    licence = Material("L", "执照", originals=1, source="node")
    early = a_node("early", requires=("L",))
    lonely = a_matter(early, an_issue("early"), materials=(licence,))
    beside = a_matter(early, a_node("m", produces=("L",)), an_issue("early", "m"))
    after = a_matter(a_node("m", produces=("L",)), a_node("b", "m", requires=("L",)), an_issue("b"))

    assert ("/materials/0/source", "nobody_gives") in findings(lonely)
    assert findings(replace(beside, materials=(licence,))) == {
        ("/nodes/0/requires/0", "produced_too_late")
    }
    assert findings(replace(after, materials=(licence,))) == set()


def test_sources_have_to_say_who_gives() -> None:
    matter = a_matter(
        a_node("a", requires=("A", "B", "GHOST"), produces=("WHAT",)),
        an_issue("a"),
        materials=(
            Material("A", "甲", source="organ"),
            Material("B", "乙", source="certificate", required=False),
            Material("C", "丙"),
        ),
        products=(Product("P", "证"),),
    )

    assert findings(matter) == {
        ("/materials/0/source", "nobody_gives"),
        ("/materials/1/source", "nobody_gives"),
        ("/materials/2", "nobody_needs"),
        ("/nodes/0/requires/2", "unknown_material"),
        ("/nodes/0/produces/0", "unknown_product"),
        ("/products/0", "nobody_produces"),
    }


def test_what_is_referred_to_has_to_exist() -> None:
    matter = a_matter(
        a_node("only", sub_matter="ghost", requires=("A",)),
        an_issue("only"),
        sub_matters=(SubMatter("s", "部分", "scjg", fields=("size",)),),
        materials=(Material("A", "甲", proves=("colour",), used_by=("t",), notice_row="r"),),
        form=Form(rules=(FormRule("shape", Comparison("x", "eq", "yes"), "不行"),)),
        questions=TWO,
    )

    assert findings(matter) >= {
        ("/sub_matters/0/fields/0", "field_not_in_form"),
        ("/materials/0/proves/0", "field_not_in_form"),
        ("/materials/0/used_by/0", "unknown_sub_matter"),
        ("/materials/0/notice_row", "unknown_row"),
        ("/nodes/0/sub_matter", "unknown_sub_matter"),
        ("/form/rules/0/field", "field_not_in_form"),
    }


def test_a_name_stands_only_once() -> None:
    section = FormSection("s", "节", (FormField("x", "甲"), FormField("z", "乙")))
    matter = a_matter(
        a_node("a"),
        a_node("a"),
        an_issue("a"),
        questions=TWO,
        form=Form((section, replace(section, key="t"))),
    )

    assert findings(matter) >= {
        ("/form/sections/0/fields/0/key", "duplicate"),
        ("/form/sections/1/fields/1/key", "duplicate"),
        ("/nodes/1/key", "duplicate"),
    }


def test_conditions_speak_only_of_what_is_asked_and_asked_before() -> None:
    matter = a_matter(
        a_node("only", when=Not(Comparison("ghost", "eq", "yes"))),
        an_issue("only"),
        questions=(yes_no("x", when=answered("y")), yes_no("y")),
        materials=(
            Material("A", "甲", when=answered("x", "maybe")),
            Material("B", "乙", when=Comparison("x", "gt", "a")),
        ),
    )

    assert findings(matter) >= {
        ("/nodes/0/when", "unknown_field"),
        ("/questions/0/when", "asked_later"),
        ("/materials/0/when", "not_a_choice"),
        ("/materials/1/when", "not_comparable"),
    }


def test_a_promise_shorter_than_the_longest_path_is_found() -> None:
    slow = a_node("slow", "only", promised_days=9)
    matter = a_matter(a_node("only", promised_days=2), slow, an_issue("slow"))

    (found,) = check(matter, ORGANS, {})
    assert (found.pointer, found.code) == ("/promised_days", "promised_too_short")
    assert "only → slow" in found.message


def test_only_a_path_some_scenario_takes_counts_for_the_promise() -> None:
    first = a_node("a", promised_days=8, when=answered("x"))
    second = a_node("b", "a", promised_days=8, when=answered("x", "no"))
    matter = a_matter(first, second, an_issue("b"), questions=TWO)

    assert findings(matter) == set()


def test_no_promise_passes_the_law() -> None:
    matter = a_matter(a_node("only", promised_days=5, statutory_days=4), an_issue("only"))

    assert findings(replace(matter, promised_days=30)) == {
        ("/nodes/0/promised_days", "promised_over_statutory"),
        ("/promised_days", "promised_over_statutory"),
    }


def test_every_organ_is_known_and_every_node_can_be_called() -> None:
    matter = a_matter(a_node("only", organ="wjj"), an_issue("only"), consult_phone=" ")
    organs = {"wjj": Contact("卫生健康局")}

    assert {(one.pointer, one.code) for one in check(matter, organs, {})} == {
        ("/lead_organ", "unknown_organ"),
        ("/nodes/1/organ", "unknown_organ"),
        ("/nodes/0/phone", "phone_missing"),
        ("/consult_phone", "phone_missing"),
    }


@pytest.mark.parametrize(
    ("effect", "severity"),
    [
        ("valid", None),
        ("amended", None),
        ("suspended", "warning"),
        ("unknown", "warning"),
        ("not_yet", "error"),
        ("lapsed", "error"),
        ("repealed", "error"),
        ("replaced", "error"),
    ],
)
def test_a_basis_counts_by_its_effect(effect: str, severity: str | None) -> None:
    matter = a_matter(basis=(Basis("某办法"),))

    found = check(matter, ORGANS, {"某办法": effect})
    assert [one.severity for one in found] == ([severity] if severity else [])
    assert len(errors(found)) == (severity == "error")


def test_rules_and_pushes_say_what_they_do() -> None:
    matter = a_matter(a_node("r", kind="rule"), a_node("p", kind="push"), an_issue("r", "p"))

    assert findings(matter) == {
        ("/nodes/0/decides", "no_rule"),
        ("/nodes/1/pushes_to", "no_target"),
    }


def _opens(matter: Matter, answers: Mapping[str, object]) -> bool:
    """The engine's rule: skipped counts as done for `all`, and not at all for the others."""
    keys = applicable_keys(matter, answers)
    issue = matter.nodes[-1]
    arriving = sum(key in keys for key in issue.after)
    if issue.join.mode == "all":
        return arriving > 0
    return arriving >= issue.join.needed(len(issue.after))


CONDITIONED = st.sampled_from([None, *(answered(k, v) for k in "xy" for v in ("yes", "no"))])


@given(
    st.lists(CONDITIONED, min_size=2, max_size=4),
    st.sampled_from([Join("all"), Join("any"), Join("k", 2)]),
)
def test_the_join_check_agrees_with_trying_every_answer(whens: list[object], join: Join) -> None:
    keys = [f"n{i}" for i in range(len(whens))]
    nodes = [a_node(key, when=when) for key, when in zip(keys, whens, strict=True)]
    matter = a_matter(*nodes, an_issue(*keys, join=join), questions=TWO)
    ways = [{"x": x, "y": y} for x in ("yes", "no") for y in ("yes", "no")]

    found = any(code.startswith("join_") for _, code in findings(matter))
    assert found == (not all(_opens(matter, way) for way in ways))


KEYS = st.sampled_from(["a", "b", "c", "issue", "ghost"])


@given(
    st.lists(
        st.builds(
            lambda key, after, when, mode: a_node(key, *after, when=when, join=mode),
            KEYS,
            st.lists(KEYS, max_size=3),
            CONDITIONED,
            st.sampled_from([Join("all"), Join("any"), Join("k"), Join("k", 9)]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_checking_never_raises_however_the_nodes_are_tangled(nodes: list[ProcessNode]) -> None:
    assert findings(a_matter(*nodes, questions=TWO))


def test_scenarios_are_the_combinations_the_conditions_can_tell_apart() -> None:
    hidden = yes_no("y", when=answered("x"))
    matter = a_matter(questions=(yes_no("x"), hidden))

    assert scenarios(matter, [answered("y")]) == [
        {"x": "yes", "y": "yes"},
        {"x": "yes", "y": "no"},
        {"x": "no"},
    ]


def signed(**signing: object) -> set[tuple[str, str]]:
    """What is found when the one node is signed like this."""
    node = a_node("a", signing=Signing(**signing))  # type: ignore[arg-type]
    matter = a_matter(node, an_issue("a"))
    found = check(matter, ORGANS, effects_of(matter), {"S1", "S2"})
    return {(one.pointer.removeprefix("/nodes/0/signing"), one.code) for one in found}


@pytest.mark.parametrize("mode", ["all", "any", "weighted"])
def test_a_node_that_several_sign_names_them(mode: str) -> None:
    assert ("/signers", "signers_missing") in signed(mode=mode)


def test_votes_can_reach_the_threshold() -> None:
    two = (Signer("S1", 2), Signer("S2", 1))

    assert signed(mode="weighted", threshold=3, signers=two) == set()
    for threshold in (0, 4):
        found = signed(mode="weighted", threshold=threshold, signers=two)
        assert found == {("/threshold", "threshold_unreachable")}


def test_signers_are_known_and_sign_once() -> None:
    found = signed(mode="all", signers=(Signer("S1"), Signer("S1"), Signer("S9")))

    assert found == {
        ("/signers/1/staff_no", "duplicate"), ("/signers/2/staff_no", "unknown_staff"),
    }  # fmt: skip
    assert signed(signers=(Signer("S1"),)) == {("/signers", "signers_unused")}


def test_a_handler_is_known_to_the_directory() -> None:
    matter = a_matter(a_node("a", handler="S9"), an_issue("a"))

    found = check(matter, ORGANS, effects_of(matter), {"S1"})

    assert [(one.pointer, one.code) for one in found] == [("/nodes/0/handler", "unknown_staff")]


def test_an_instant_matter_waits_for_nobody() -> None:
    rule = a_node("a", kind="rule", decides=answered("x"), promised_days=0)
    instant = a_matter(rule, an_issue("a"), kind="秒批", questions=TWO)

    assert findings(instant) == set()
    waits = a_matter(a_node("a"), an_issue("a"), kind="秒批")
    assert findings(waits) == {
        ("/nodes/0/kind", "instant_needs_rules"), ("/nodes", "instant_needs_rules"),
    }  # fmt: skip


def test_a_word_of_the_addresses_is_no_code() -> None:
    assert findings(a_matter(code="directory")) == {("/code", "reserved")}


def test_a_hand_out_promised_later_than_the_law_has_it_is_found() -> None:
    issue = replace(an_issue("only"), promised_days=11)
    matter = a_matter(a_node("only"), issue, promised_days=30, statutory_days=45)

    assert findings(matter) == {("/nodes/1/promised_days", "promised_over_statutory")}


@pytest.mark.parametrize(
    ("kind", "promised", "statutory", "lawful"),
    [
        ("approval", 3, 0, 3),
        ("approval", 3, 20, 20),
        ("issue", 0, 0, 10),  # 行政许可法 art. 44
        ("issue", 1, 5, 5),
        ("issue", 1, 20, 10),
    ],
)
def test_the_hand_out_has_ten_working_days_unless_the_matter_says_less(
    kind: Any, promised: int, statutory: int, lawful: int
) -> None:
    node = replace(a_node("only"), kind=kind, promised_days=promised, statutory_days=statutory)

    assert node.lawful_days == lawful
