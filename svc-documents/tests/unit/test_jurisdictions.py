"""Rules of a place: read from data, complained about in full, asked."""

from copy import deepcopy
from typing import Any

import pytest
from jurisdiction_building import DATA, a_jurisdiction, the_jurisdictions

from svc_documents.domain.jurisdictions.issuers import IssuerNotEntitled
from svc_documents.domain.jurisdictions.jurisdictions import Start, StepKind
from svc_documents.domain.jurisdictions.reading import JurisdictionsUnreadable, read_jurisdictions
from svc_documents.domain.jurisdictions.registration_numbers import RegistrationNotSettled


def complaints(**changes: Any) -> str:
    with pytest.raises(JurisdictionsUnreadable) as refused:
        read_jurisdictions([deepcopy(DATA[0]) | changes])
    return str(refused.value)


def test_the_demo_reads() -> None:
    known = the_jurisdictions()

    hunan = known.of_region("431202")
    assert hunan is not None
    assert (hunan.code, hunan.starts_at) == ("hunan", Start.ENTRY_INTO_FORCE)
    assert (hunan.notice_days, hunan.evaluation_months) == ((180, 90, 30), 6)
    assert known.of_region("110000") is None
    assert known.with_code("shanghai") is not None


def test_a_region_belongs_to_the_longest_beginning() -> None:
    city = deepcopy(DATA[0]) | {"code": "huaihua", "regions": ["4312"]}

    known = read_jurisdictions([deepcopy(DATA[0]), city])

    assert [one.code for code in ("431202", "430100") if (one := known.of_region(code))] == [
        "huaihua", "hunan",
    ]  # fmt: skip


def test_everything_wrong_is_said_at_once_with_its_place() -> None:
    said = complaints(
        starts_at="someday", notice_days=["soon"], evaluation_months=0, colour="red",
        terms={"usual": "five", "interim": 2, "interim_words": [], "by_kind": {"通告": "1"}},
        steps=None,
    )  # fmt: skip

    for place in (
        "/0/starts_at", "/0/notice_days", "/0/evaluation_months", "/0/colour", "/0/terms/usual",
        "/0/terms/interim_words", "/0/terms/by_kind", "/0/steps",
    ):  # fmt: skip
        assert f"\n{place}: " in said


@pytest.mark.parametrize("data", [None, {}, [], "hunan", ["hunan"]])
def test_what_is_no_list_of_jurisdictions_is_refused(data: Any) -> None:
    with pytest.raises(JurisdictionsUnreadable):
        read_jurisdictions(data)


def test_two_of_one_code_are_refused() -> None:
    with pytest.raises(JurisdictionsUnreadable, match="hunan stands twice"):
        read_jurisdictions([deepcopy(DATA[0]), deepcopy(DATA[0])])


def test_a_pattern_without_the_serial_is_refused() -> None:
    rules = DATA[0]["registration"] | {"pattern": "{prefix}-{jahr}"}

    said = complaints(registration=rules)

    assert "{serial}" in said
    assert "{jahr}" in said


@pytest.mark.parametrize(
    ("serial", "number"),
    [(19, "HNPR-2019-01019"), (999, "HNPR-2019-01999"), (1000, "HNPR-2019-011000")],
)
def test_a_registration_number_has_three_digits_and_four_after_999(
    serial: int, number: str
) -> None:
    rules = a_jurisdiction().registration

    series = rules.series("430000", "hnszf", "government", 2019)

    assert rules.number(series, serial) == number


def test_an_organ_with_a_class_of_its_own_counts_by_itself() -> None:
    rules = a_jurisdiction().registration

    assert rules.series("431202", "wjj", "department", 2026).scope == "registration:HCDR:14"
    assert rules.series("431202", "mzj", "department", 2026).scope == "registration:HCDR:02"
    with pytest.raises(RegistrationNotSettled):
        rules.series("439999", "wjj", "department", 2026)


@pytest.mark.parametrize("kind", ["government", "department", "service_hall", "authorised_body"])
def test_governments_departments_and_authorised_bodies_may_issue(kind: str) -> None:
    issuers = a_jurisdiction().issuers

    issuers.refuse("某机关", kind, ("normative",))
    with pytest.raises(IssuerNotEntitled):
        issuers.refuse("某机关", kind, ())


@pytest.mark.parametrize(
    ("kind", "word"), [("internal_unit", "内设机构"), ("coordinating_body", "议事协调机构")]
)
def test_internal_units_and_coordinating_bodies_may_not(kind: str, word: str) -> None:
    with pytest.raises(IssuerNotEntitled) as refused:
        a_jurisdiction().issuers.refuse("某办公室", kind, ("normative",))

    assert word in refused.value.detail()


def test_the_steps_a_document_needs_in_order() -> None:
    steps = a_jurisdiction().steps

    assert steps.required(major=False, market=False) == (
        StepKind.PUBLIC_COMMENT, StepKind.LEGALITY_REVIEW, StepKind.COLLECTIVE_DISCUSSION,
    )  # fmt: skip
    assert steps.required(major=True, market=True) == tuple(StepKind)
