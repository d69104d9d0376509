"""What is known of an account on a day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from policies_building import REGISTRY

from svc_policy_match.domain.answers.answers import Range, Within
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.attributes.reading import read_registry
from svc_policy_match.domain.profiles.consents import Consent, Use, UseNotConsented, require
from svc_policy_match.domain.profiles.facts import (
    Fact,
    ProfileFactsUnsound,
    Source,
    Stating,
    answers_on,
    stated,
)

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)
EXPIRING = read_registry([
    {"code": "staff", "title": "从业人员", "kind": "number", "unit": "人", "valid_days": 90},
    {"code": "size", "title": "规模", "kind": "choice", "codes": {"s": "小"}, "inputs": ["staff"]},
])  # fmt: skip


def staff(number: int, source: Source = Source.SELF, later: int = 0) -> Fact:
    """A fact about the staff."""
    said = {"value": number, "unit": "人"}
    return Fact("staff", None, said, source, NOW + timedelta(hours=later))


def facts(*wanted: Stating, registry: Registry = REGISTRY) -> list[Fact]:
    """Stated today by the enterprise itself."""
    return stated(wanted, registry, Source.SELF, NOW, TODAY)


def test_a_years_figure_is_last_years_until_the_year_ends() -> None:
    kept = facts(Stating("revenue", {"value": 3, "unit": "万元"}, 2025))
    known = Range(3_000_000, 3_000_000)
    assert answers_on(kept, REGISTRY, TODAY) == {"revenue@-1": known}
    assert answers_on(kept, REGISTRY, date(2027, 1, 1)) == {"revenue@-2": known}


def test_a_registry_is_believed_before_words_and_later_words_before_earlier() -> None:
    said = [staff(5), staff(7, later=2), staff(9, Source.REGISTRY, later=1)]
    assert answers_on(said, REGISTRY, TODAY)["staff"] == Range(9, 9)
    assert answers_on(said[:2], REGISTRY, TODAY)["staff"] == Range(7, 7)


def test_a_fact_is_unknown_the_day_after_it_expires() -> None:
    kept = facts(Stating("staff", {"value": 5, "unit": "人"}), registry=EXPIRING)
    assert kept[0].valid_until == date(2027, 2, 24)
    assert answers_on(kept, EXPIRING, date(2027, 2, 24)) == {"staff": Range(5, 5)}
    assert answers_on(kept, EXPIRING, date(2027, 2, 25)) == {}


def test_what_has_left_the_registry_is_unknown() -> None:
    kept = [*facts(Stating("region", "431202")), Fact("gone", None, 3, Source.SELF, NOW)]
    assert answers_on(kept, REGISTRY, TODAY) == {"region": Within("431202")}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Stating("revenue", {"value": 3, "unit": "万元"}), "year_missing"),
        (Stating("revenue", {"value": 3, "unit": "万元"}, 2027), "year_outside"),
        (Stating("gone", 3), "unknown_attribute"),
        (Stating("size", "s"), "derived"),
        (Stating("staff", {"from": 9, "to": 3, "unit": "人"}), "interval_reversed"),
    ],
)
def test_a_fact_that_cannot_be_kept_is_named(wanted: Stating, code: str) -> None:
    registry = Registry({**REGISTRY, "size": EXPIRING["size"]})
    with pytest.raises(ProfileFactsUnsound) as refused:
        facts(Stating("listed", {"value": True}), wanted, registry=registry)
    assert [(one.pointer, one.code) for one in refused.value.errors] == [("#/facts/1", code)]


def test_without_consent_nothing_is_used_and_it_can_be_taken_back() -> None:
    given: dict[Use, Any] = {Use.MATCH: Consent(Use.MATCH, given=True, since=NOW)}
    require(given, Use.MATCH)
    with pytest.raises(UseNotConsented):
        require(given, Use.PUSH)
    given[Use.MATCH] = Consent(Use.MATCH, given=False, since=NOW)
    with pytest.raises(UseNotConsented):
        require(given, Use.MATCH)
