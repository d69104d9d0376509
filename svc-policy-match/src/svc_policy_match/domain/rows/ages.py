"""Ages in rows: an age grows by itself, so rows keep the day it is counted from.

`age_months >= 12` on a day is `founded_on` at or before the same day a year earlier.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from svc_policy_match.domain.conditions.tests import Window
from svc_policy_match.domain.conditions.trees import All, AnyOf, Condition, Leaf, Not

AGE, SINCE = "age_months", "founded_on"
MONTHS = 12
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def as_of(condition: Condition, day: date) -> Condition:
    """The condition on a day, asking for days where it asked for ages."""
    match condition:
        case Leaf(key=key, test=test) if key == AGE:
            found = _since(test, day) if isinstance(test, Window) else test
            return replace(condition, key=SINCE, test=found)
        case Leaf():
            return condition
        case Not(of):
            return Not(as_of(of, day))
        case All(of):
            return All(tuple(as_of(one, day) for one in of))
        case AnyOf(of):
            return AnyOf(tuple(as_of(one, day) for one in of))


def _since(window: Window, day: date) -> Window:
    """Whole months: at least n where the day of the month has come again n months later."""
    hi = None if window.lo is None else _months_before(day, window.lo)
    lo = None if window.hi is None else _months_before(day, window.hi + 1) + 1
    return Window(lo, hi)


def _months_before(day: date, months: int) -> int:
    """The last day from which so many whole months have passed."""
    years, month = divmod(day.year * MONTHS + day.month - 1 - months, MONTHS)
    if years < date.min.year:
        return FIRST
    if years > date.max.year:
        return LAST
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last)).toordinal()
