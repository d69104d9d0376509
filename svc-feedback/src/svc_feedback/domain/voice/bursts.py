"""Days on which a theme is spoken of far more than is usual on that day of the week.

The usual is the mean of the same weekday of the four to eight weeks before. Counts of messages are
compared after Anscombe's transformation (Biometrika 35, 1948), which gives a Poisson count of any
size the same spread, so that one bar fits small and large themes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

LEAST_Z = 3.0
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


def burst_of(messages: int, persons: int, weeks: Sequence[int]) -> Burst | None:
    """The burst of a day, None when it is none; ``weeks`` counts the same weekday before it."""
    seen = weeks[:MOST_WEEKS]
    if len(seen) < FEWEST_WEEKS or messages < LEAST_MESSAGES or persons < LEAST_PERSONS:
        return None
    usual = sum(seen) / len(seen)
    spread = 2 * (sqrt(messages + ANSCOMBE) - sqrt(usual + ANSCOMBE))
    z = spread / sqrt(1 + 1 / len(seen))
    if z < LEAST_Z or messages < LEAST_TIMES * usual:
        return None
    return Burst(messages, persons, usual, z)
