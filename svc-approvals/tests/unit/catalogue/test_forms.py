from dataclasses import replace

import pytest
from catalogue_building import (
    AGENT,
    FILLED_IN,
    SELF,
    a_matter,
    answered,
    barber_shop,
    codes,
    yes_no,
)
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from shared.check_digits import is_credit_code, is_identity_no
from svc_approvals.domain.catalogue.condition_schema import condition_schema
from svc_approvals.domain.catalogue.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    evaluate,
)
from svc_approvals.domain.catalogue.forms import Form, FormField, FormSection
from svc_approvals.domain.catalogue.guides import Guide, resolve
from svc_approvals.domain.catalogue.merged_forms import form_fields, merged_form, view_of
from svc_approvals.domain.catalogue.questions import Choice
from svc_approvals.use_cases.cases.form_check import check_form


def in_person() -> Guide:
    return resolve(barber_shop(), SELF)


def test_each_data_item_is_asked_once_though_five_departments_need_it() -> None:
    keys = [field.key for field in form_fields(in_person())]
    asking = [sub.organ for sub in barber_shop().sub_matters if "trade_name" in sub.fields]

    assert len(keys) == len(set(keys))
    assert len(asking) == 6
    assert keys.count("trade_name") == 1


def test_each_organ_has_its_own_view_and_the_window_sees_all() -> None:
    guide = in_person()

    assert "seals" in view_of(guide, "gaj")
    assert "premises_area" not in view_of(guide, "gaj")
    assert view_of(guide, "sthj") == (
        "operator_name",
        "trade_name",
        "premises_address",
        "premises_area",
        "environment_declared",
    )
    assert len(view_of(guide, "xzsp")) == len(form_fields(guide))
    assert view_of(guide, "zjj") == ()


def test_the_schema_is_a_sound_draft_2020_12_schema() -> None:
    schema = dict(merged_form(in_person()).schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert Draft202012Validator(schema).is_valid(FILLED_IN)


def test_identity_and_telephone_numbers_are_marked_personal() -> None:
    personal = {field.key for field in form_fields(in_person()) if field.personal}

    assert personal >= {"operator_id_no", "operator_phone", "agent_id_no", "agent_phone"}


def test_a_form_that_is_filled_in_well_has_no_problem() -> None:
    checked = check_form(in_person(), FILLED_IN)

    assert checked.problems == ()
    assert checked.data == FILLED_IN


def test_every_fault_of_a_form_is_told_at_once_with_its_pointer() -> None:
    data = FILLED_IN | {
        "operator_id_no": "431202199003071012",
        "operator_phone": "12345",
        "premises_area": "36",
        "employees": 0,
        "trade_name": "",
        "business_scope": "理\u0000发",
        "seals": ["official", "royal"],
        "hygiene_committed": False,
        "colour": "red",
    }

    checked = check_form(in_person(), data)

    assert codes(checked.problems) == {
        "/form/colour": "unknown_field",
        "/form/operator_id_no": "wrong_format",
        "/form/operator_phone": "wrong_format",
        "/form/premises_area": "wrong_type",
        "/form/employees": "too_small",
        "/form/trade_name": "missing",
        "/form/business_scope": "wrong_format",
        "/form/seals/1": "wrong_choice",
        "/form/hygiene_committed": "rule_broken",
    }
    assert checked.problems[-1].pointer == "/form/colour"
    assert not any("431202" in one.message for one in checked.problems)


def test_conditional_fields_are_asked_when_their_condition_holds() -> None:
    checked = check_form(in_person(), FILLED_IN | {"occupies_road": True})

    assert codes(checked.problems) == {
        "/form/occupied_area": "missing",
        "/form/occupied_days": "missing",
    }


def test_through_an_agent_the_agents_data_are_asked() -> None:
    checked = check_form(resolve(barber_shop(), AGENT), FILLED_IN)

    assert set(codes(checked.problems)) == {
        "/form/agent_name",
        "/form/agent_id_no",
        "/form/agent_phone",
    }


def test_what_is_not_shown_is_neither_judged_nor_kept() -> None:
    checked = check_form(in_person(), FILLED_IN | {"agent_id_no": "left over"})

    assert checked.problems == ()
    assert "agent_id_no" not in checked.data


def test_a_draft_may_miss_fields_but_not_fill_them_wrongly() -> None:
    assert check_form(in_person(), {}, complete=False).problems == ()
    wrong = check_form(in_person(), {"employees": "two"}, complete=False)
    assert codes(wrong.problems) == {"/form/employees": "wrong_type"}


def test_a_form_that_is_no_object_is_refused() -> None:
    assert codes(check_form(in_person(), [1]).problems) == {"/form": "wrong_type"}


@given(st.dictionaries(st.sampled_from(sorted(FILLED_IN)), st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(), st.lists(st.text(max_size=3), max_size=3),
)))  # fmt: skip
def test_checking_never_raises_and_points_at_the_form(data: dict[str, object]) -> None:
    problems = check_form(in_person(), data).problems

    assert all(one.pointer.startswith("/form/") and one.message for one in problems)


CHOICES = (Choice("a", "甲"), Choice("b", "乙"))
FIELDS = (
    FormField("flag", "是否", "yes_no", required=False),
    FormField("size", "大小", "number", required=False),
    FormField("one", "一个", "choice", required=False, choices=CHOICES),
    FormField("many", "几个", "choices", required=False, choices=CHOICES),
)
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Comparison, st.just("flag"), st.sampled_from(["eq", "ne"]), st.booleans()),
    st.builds(
        Comparison, st.just("size"), st.sampled_from(["gt", "gte", "lt", "lte"]), st.integers(0, 3)
    ),
    st.builds(
        Comparison,
        st.sampled_from(["one", "many", "asked", "ghost"]),
        st.sampled_from(["in", "not_in", "eq", "ne"]),
        st.sampled_from([("a",), ("a", "b"), ("b",)]),
    ),
    st.builds(
        Comparison, st.sampled_from(["one", "many"]), st.just("contains"), st.sampled_from("ab")
    ),
    st.builds(
        Comparison, st.sampled_from(["flag", "many", "asked"]), st.just("answered"), st.booleans()
    ),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=5,
)
DATA = st.fixed_dictionaries(
    {},
    optional={
        "flag": st.booleans(),
        "size": st.one_of(st.integers(0, 4), st.sampled_from([0.5, 2.5])),
        "one": st.sampled_from("ab"),
        "many": st.lists(st.sampled_from("ab"), max_size=2, unique=True),
    },
)


@given(CONDITIONS, DATA, st.fixed_dictionaries({}, optional={"asked": st.sampled_from("ab")}))
def test_a_condition_and_its_schema_never_disagree(
    condition: Condition, data: dict[str, object], answers: dict[str, object]
) -> None:
    schema = condition_schema(condition, answers, {field.key for field in FIELDS})

    assert Draft202012Validator(schema).is_valid(data) == (
        evaluate(condition, {**data, **answers}).holds
    )


def test_a_field_asked_only_for_another_answer_is_not_required_by_the_schema() -> None:
    field = FormField("name", "名称", when=answered("x"))
    matter = a_matter(questions=(yes_no("x"),), form=Form((FormSection("s", "节", (field,)),)))

    required = {
        answer: merged_form(resolve(matter, {"x": answer})).schema["required"]
        for answer in ("yes", "no")
    }
    assert required == {"yes": ["name"], "no": []}


def test_a_section_without_fields_is_left_out() -> None:
    form = Form((FormSection("empty", "空"),))

    assert resolve(replace(a_matter(), form=form), {}).sections == ()


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("110105194913310021", False),
        ("４31202199003071011", False),
        ("", False),
    ],
)
def test_an_identity_number_proves_itself(number: str, *, sound: bool) -> None:
    assert is_identity_no(number) is sound


@pytest.mark.parametrize(
    ("code", "sound"),
    [("91350100M000100Y43", True), ("91350100M000100Y44", False), ("I" * 18, False), ("", False)],
)
def test_a_credit_code_proves_itself(code: str, *, sound: bool) -> None:
    assert is_credit_code(code) is sound
