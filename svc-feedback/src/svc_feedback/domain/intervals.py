"""Bounds of shares: how sure a figure is that comes from few reviews.

Wilson's score interval (E. B. Wilson, 1927): 1 of 1 is not better than 9,500 of
10,000, because its lower bound is 0.2065 and the other's 0.9456.
"""

from math import sqrt
from typing import NamedTuple

SURE = 1.96  # standard deviations on either side, for 95 %
PER = 10_000
SHARE_DIGITS = 6
COUNT_DIGITS = 2


class Interval(NamedTuple):
    """The bounds between which the true share lies, with the chance of ``SURE``."""

    lower: float
    upper: float


def wilson(part: int, whole: int, z: float = SURE) -> Interval | None:
    """The interval of a share; None when nothing was counted."""
    if not whole:
        return None
    share, z2 = part / whole, z * z
    middle = share + z2 / (2 * whole)
    reach = z * sqrt((share * (1 - share) + z2 / (4 * whole)) / whole)
    size = 1 + z2 / whole
    lower = 0.0 if part == 0 else (middle - reach) / size
    upper = 1.0 if part == whole else (middle + reach) / size
    return Interval(round(lower, SHARE_DIGITS), round(upper, SHARE_DIGITS))


def per_ten_thousand(share: float | None) -> float | None:
    """A share in 1/10,000, the unit bad reviews are compared in."""
    return None if share is None else round(share * PER, COUNT_DIGITS)
