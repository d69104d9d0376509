"""Short codes, and where silence has a level."""

from datetime import UTC, datetime, timedelta

import pytest

from svc_feedback.domain.codes import LENGTH, as_written, code_of
from svc_feedback.domain.defaults import DefaultRule, read_default_rules, rule_of
from svc_feedback.domain.levels import Level

RULES = (
    DefaultRule("440000", Level.RATHER_SATISFIED, 7, "natural_day"),
    DefaultRule("440300", Level.SATISFIED, 5, "natural_day"),
)


def test_a_code_has_eight_characters_nobody_mistakes() -> None:
    codes = {code_of(number) for number in (0, 1, 2**40 - 1, 123_456_789_012)}

    assert {len(code) for code in codes} == {LENGTH}
    assert not set("".join(codes)) & set("OILU")
    assert code_of(2**40) == code_of(0)


def test_a_code_is_read_as_people_write_it() -> None:
    assert as_written(" 7k3m-9q2t ") == "7K3M9Q2T"
    assert as_written("oil0") == "0110"


def test_the_narrowest_rule_of_a_region_holds() -> None:
    assert rule_of(RULES, "440304") == RULES[1]
    assert rule_of(RULES, "440106") == RULES[0]


@pytest.mark.parametrize("region", ["431202", ""])
def test_where_no_rule_holds_silence_says_nothing(region: str) -> None:
    assert rule_of(RULES, region) is None


def test_natural_days_end_at_the_same_hour() -> None:
    opened = datetime(2026, 1, 5, 9, tzinfo=UTC)

    assert RULES[0].end(opened, None) == opened + timedelta(days=7)


def test_a_unit_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="moon"):
        read_default_rules([{"region": "1", "level": 3, "after": {7: "moon"}}])
