"""Ages asked of the day they are counted from: the same truth on every day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from svc_policy_match.domain.answers.answers import NONE, exactly
from svc_policy_match.domain.conditions.tests import Window
from svc_policy_match.domain.conditions.trees import Leaf, Not, evaluate
from svc_policy_match.domain.rows.ages import AGE, SINCE, as_of
from svc_policy_match.domain.sizes.derived import months_between

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
MONTHS = st.one_of(st.none(), st.integers(-1, 300))


@given(DAYS, DAYS, MONTHS, MONTHS)
def test_an_age_and_the_day_it_is_counted_from_agree(
    founded: date, day: date, lo: int | None, hi: int | None
) -> None:
    asked = Leaf("", AGE, Window(lo, hi))
    age = months_between(founded, day)
    for condition in (asked, Not(asked)):
        by_age = evaluate(condition, {AGE: exactly(age)})
        by_day = evaluate(as_of(condition, day), {SINCE: exactly(founded.toordinal())})
        assert by_day is by_age


def test_who_was_never_founded_has_no_age() -> None:
    asked = Leaf("", AGE, Window(lo=12))
    assert evaluate(as_of(asked, date(2026, 1, 1)), {SINCE: NONE}) is evaluate(asked, {AGE: NONE})
