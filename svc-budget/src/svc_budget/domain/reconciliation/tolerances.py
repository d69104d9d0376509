"""How far two sides may be apart without either being wrong.

A printed figure is off by at most half a quantum (the smallest step its table shows). So a total
and the sum of n parts, each rounded on its own, may differ by (n + 1) * quantum / 2, and two
figures by one quantum. With tables in different units the halves are added, except that two single
figures may be one quantum of the coarser table apart.
"""

from collections.abc import Sequence
from enum import StrEnum

PAIR = 2


class Tolerance(StrEnum):
    """Which difference a rule allows."""

    ROUNDING = "rounding"  # what rounding explains
    EXACT = "exact"  # none


def allowed(policy: Tolerance, quanta: Sequence[int]) -> int:
    """In fen, for the quanta of all figures on both sides that are not blank."""
    if policy is Tolerance.EXACT:
        return 0
    if len(quanta) == PAIR:
        return max(quanta)
    return sum(quanta) // 2
