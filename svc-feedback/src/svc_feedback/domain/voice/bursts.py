"""Days on which a theme is spoken of far more than is usual on that day of the week.

The usual is the mean of the same weekday of the four to eight weeks before. Counts of messages are
compared after Anscombe's transformation (Biometrika 35, 1948), which gives a Poisson count of any
size the same spread, so that one bar fits small and large themes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

LEAST_Z = 3.0
FALSE_ALARMS_A_DAY = 0.01
LEAST_MESSAGES = 5
LEAST_PERSONS = 3
LEAST_TIMES = 2.0  # as many as usual
FEWEST_WEEKS, MOST_WEEKS = 4, 8
ANSCOMBE = 3 / 8


@dataclass(frozen=True, slots=True)
class Burst:
    """How far a day stands out; ``usual`` is the mean of the weeks before."""

    messages: int
    persons: int
    usual: float
    z: float


def least_z(themes: int) -> float:
    """How far a day must stand out when so many themes are looked at: at least 3.

    Of many themes one stands out by chance every day; the bar rises so that chance makes one
    alarm in a hundred days (Bonferroni).
    """
    return max(LEAST_Z, NormalDist().inv_cdf(1 - FALSE_ALARMS_A_DAY / max(themes, 1)))


def burst_of(messages: int, persons: int, weeks: Sequence[int], themes: int = 1) -> Burst | None:
    """The burst of a day, None when it is none; ``weeks`` counts the same weekday before it.

    ``themes`` is how many are looked at on that day.
    """
    seen = weeks[:MOST_WEEKS]
    if len(seen) < FEWEST_WEEKS or messages < LEAST_MESSAGES or persons < LEAST_PERSONS:
        return None
    usual = sum(seen) / len(seen)
    spread = 2 * (sqrt(messages + ANSCOMBE) - sqrt(usual + ANSCOMBE))
    z = spread / sqrt(1 + 1 / len(seen))
    if z < least_z(themes) or messages < LEAST_TIMES * usual:
        return None
    return Burst(messages, persons, usual, z)
