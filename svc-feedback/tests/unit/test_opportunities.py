"""An opportunity belongs to its applicant, for a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import ClosedCase, Opportunity
from svc_feedback.domain.reviews import bad_review_id, summary_id

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONTH = timedelta(days=30)


def an_opportunity() -> Opportunity:
    organ = uuid4()
    case = ClosedCase(uuid4(), "1", "HC-YJS-0001", "开理发店", (organ, organ), uuid4(), NOW)
    return case.opportunity(uuid4(), NOW, MONTH)


def test_an_opportunity_is_its_applicants_alone() -> None:
    opportunity = an_opportunity()

    assert opportunity.belongs_to((str(opportunity.account_id), ""))
    assert not opportunity.belongs_to((str(uuid4()), ""))


def test_an_opportunity_is_over_when_its_time_has_passed() -> None:
    opportunity = an_opportunity()

    assert not opportunity.is_over(NOW + MONTH - timedelta(microseconds=1))
    assert opportunity.is_over(NOW + MONTH)


def test_an_organ_with_two_parts_in_a_case_is_counted_once() -> None:
    assert len(an_opportunity().organ_ids) == 1


def test_the_organ_that_leads_the_matter_comes_first_and_the_others_as_told() -> None:
    low, lead, high = (UUID(int=number) for number in (1, 2, 3))
    case = ClosedCase(
        uuid4(), "1", "HC-YJS-0001", "开理发店", (high, low, lead), uuid4(), NOW, lead, ("S-1",)
    )

    assert case.opportunity(uuid4(), NOW, MONTH).organ_ids == (lead, high, low)
    assert case.opportunity(uuid4(), NOW, MONTH).reviewed == {"S-1"}
    assert replace(case, lead=None).organs == (high, low, lead)


def test_only_the_two_lowest_levels_are_bad() -> None:
    assert {level for level in Level if level.is_bad} == {1, 2}


def test_ids_that_follow_from_others_are_stable_and_apart() -> None:
    review_id = uuid4()

    assert bad_review_id(review_id) == bad_review_id(review_id) != review_id
    assert summary_id("a") == summary_id("a") != summary_id("b")
