"""Rates in hundredths of a percent, with how far rounding may have moved them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WHOLE = 10_000  # a hundred percent, in hundredths of a percent
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate and its margin, both in hundredths of a percent."""

    value: Fraction
    margin: Fraction

    @classmethod
    def stated(cls, printed: str, value: int) -> "Rate":
        """As printed: 71.65% is right to half of its last digit."""
        return cls(Fraction(value), half_step(printed))

    def agrees(self, other: "Rate") -> bool:
        """Whether both can be the same rate."""
        return abs(self.value - other.value) <= self.margin + other.margin


def half_step(printed: str) -> Fraction:
    """Half of the last digit of a printed percentage."""
    decimals = len(printed.strip("%％ ").partition(".")[2])
    return Fraction(WHOLE, 2 * 100 * 10**decimals)


def rate(part: int, whole: int, quanta: Sequence[int], *, growth: bool = False) -> Rate:
    """Part over whole (or its growth), each off by half a quantum. ZeroDivisionError of nothing."""
    value = Fraction(part * WHOLE, whole)
    of, over = (Fraction(one, 2) for one in quanta)
    margin = (of * WHOLE + abs(value) * over) / abs(whole)
    return Rate(value - WHOLE if growth else value, margin)


def shown_rate(value: Fraction | int) -> str:
    """71.65%."""
    hundredths = round(Fraction(value))
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}%"
