from dataclasses import replace

import pytest
from catalogue_building import (
    AGENT,
    SELF,
    a_matter,
    a_node,
    an_issue,
    answered,
    barber_shop,
    codes,
    yes_no,
)
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.catalogue.conditions import Comparison
from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.matters import SubMatter
from svc_approvals.domain.catalogue.questions import Question

ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(max_size=5), inner)),
    max_leaves=6,
)
MATTER = replace(
    a_matter(a_node("a", when=answered("first")), an_issue("a")),
    questions=(
        yes_no("first"),
        yes_no("second", when=answered("first")),
        Question("things", "哪些", "multiple", yes_no("x").choices, required=False),
        Question("area", "面积", "number", least=1, most=100),
        Question("opening", "开业日期", "date"),
    ),
)


def test_in_person_a_barber_shop_needs_exactly_ten_materials() -> None:
    guide = resolve(barber_shop(), SELF)

    assert [one.code for one in guide.materials] == [
        *("M01", "M02", "M03", "M04", "M05", "M06", "M07"),
        *("M10", "M11", "M12"),
    ]
    assert guide.problems == ()
    assert guide.unanswered == guide.undecided == ()


def test_through_an_agent_it_needs_the_two_authorisation_papers_more() -> None:
    guide = resolve(barber_shop(), AGENT)

    assert len(guide.materials) == 12
    assert {"授权委托书", "授权委托人身份复印件"} <= {one.name for one in guide.materials}


def test_the_identity_card_is_two_rows_original_and_copy() -> None:
    cards = [one for one in resolve(barber_shop(), SELF).materials if "身份证" in one.name]

    assert [(one.name, one.originals, one.copies) for one in cards] == [
        ("身份证原件", 1, 0),
        ("身份证复印件", 0, 1),
    ]


def test_five_departments_work_in_parallel_and_one_hand_out_waits_for_all() -> None:
    nodes = {node.key: node for node in resolve(barber_shop(), SELF).applicable_nodes}
    issue = nodes.pop("issue")

    assert sorted(node.organ for node in nodes.values()) == ["cgj", "gaj", "scjg", "swj", "wjj"]
    assert all(node.after == () and node.promised_days == 1 for node in nodes.values())
    assert (issue.organ, issue.promised_days, set(issue.after)) == ("xzsp", 0, set(nodes))
    assert issue.join.mode == "all"


def test_the_whole_takes_the_one_working_day_that_is_promised() -> None:
    guide = resolve(barber_shop(), SELF)

    assert guide.promised_days == guide.longest_days == 1
    assert guide.critical_path[0] == "market"


def test_the_environmental_record_is_declared_in_the_form_and_has_no_node() -> None:
    guide = resolve(barber_shop(), SELF)
    fields = {field.key for section in guide.sections for field in section.fields}

    assert "environment_record" in {sub.key for sub in guide.sub_matters}
    assert "environment_declared" in fields
    assert "environment_record" not in {entry.node.sub_matter for entry in guide.nodes}


def test_without_an_answer_the_question_is_named_and_nothing_extra_is_asked() -> None:
    guide = resolve(barber_shop(), {})

    assert guide.unanswered == guide.undecided == ("applied_by",)
    assert len(guide.materials) == 10


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ({"applied_by": "nobody"}, {"/answers/applied_by": "wrong_choice"}),
        ({"applied_by": ["self"]}, {"/answers/applied_by": "wrong_choice"}),
        ({"applied_by": "self", "a/b": 1}, {"/answers/a~1b": "unknown_question"}),
        (["self"], {"/answers": "wrong_type"}),
    ],
)
def test_wrong_answers_are_refused_with_their_pointer(
    answers: object, problems: dict[str, str]
) -> None:
    assert codes(resolve(barber_shop(), answers).problems) == problems


@pytest.mark.parametrize(
    ("key", "answer", "code"),
    [
        ("things", ["yes", "yes"], "wrong_choice"),
        ("things", "yes", "wrong_choice"),
        ("area", "12", "wrong_number"),
        ("area", True, "wrong_number"),
        ("area", float("nan"), "wrong_number"),
        ("area", 0, "too_small"),
        ("area", 101, "too_large"),
        ("opening", "2026-02-30", "wrong_date"),
    ],
)
def test_an_answer_has_to_fit_its_question(key: str, answer: object, code: str) -> None:
    assert codes(resolve(MATTER, {key: answer}).problems) == {f"/answers/{key}": code}


def test_an_answer_to_a_hidden_question_does_not_count() -> None:
    guide = resolve(MATTER, {"first": "no", "second": "yes"})

    assert "second" not in guide.answers
    assert "second" not in {question.key for question in guide.questions}
    assert guide.problems == ()


def test_a_node_whose_condition_fails_is_shown_as_not_applicable() -> None:
    guide = resolve(MATTER, {"first": "no"})

    assert [(entry.node.key, entry.applicable) for entry in guide.nodes] == [
        ("a", False),
        ("issue", True),
    ]


def test_what_belongs_to_a_part_that_does_not_apply_is_not_asked() -> None:
    shop = barber_shop()
    road = next(sub for sub in shop.sub_matters if sub.key == "road_occupation")
    without = tuple(
        replace(sub, when=Comparison("occupies_road", "eq", value=True)) if sub is road else sub
        for sub in shop.sub_matters
    )
    guide = resolve(replace(shop, sub_matters=without), SELF, {"occupies_road": False})

    assert "M12" not in {one.code for one in guide.materials}
    assert "M05" in {one.code for one in guide.materials}
    assert "city" not in {node.key for node in guide.applicable_nodes}
    assert "road" not in {section.key for section in guide.sections}


@given(ANYTHING)
def test_resolving_never_raises_whatever_is_answered(answers: object) -> None:
    assert isinstance(resolve(MATTER, answers).problems, tuple)


@given(st.dictionaries(st.sampled_from([one.key for one in MATTER.questions]), ANYTHING), ANYTHING)
def test_what_is_taken_fits_its_question_whatever_is_answered(
    answers: dict[str, object], area: object
) -> None:
    guide = resolve(MATTER, {**answers, "area": area})

    shown = {question.key for question in guide.questions}
    refused = {one.pointer.removeprefix("/answers/") for one in guide.problems}
    assert guide.answers.keys() <= shown
    assert not guide.answers.keys() & refused
    assert set(guide.unanswered) == {
        question.key
        for question in guide.questions
        if question.required and question.key not in guide.answers
    }


def test_a_material_no_part_uses_belongs_to_the_matter_itself() -> None:
    sub = SubMatter("never", "从不", "scjg", when=answered("first"))
    material = replace(barber_shop().materials[0], used_by=())
    guide = resolve(replace(MATTER, sub_matters=(sub,), materials=(material,)), {})

    assert guide.materials == (material,)
