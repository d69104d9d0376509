"""Amounts as they are printed, in yuan, ten thousands or hundred millions, become whole fen.

The display unit and the quantum (the smallest step the table shows) are kept beside an amount,
because two figures rounded on their own may differ by a quantum without either being wrong.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final

FEN: Final = 100  # in one yuan


class Unit(Enum):
    """What one of a table's numbers stands for, in fen."""

    YUAN = "元"
    TEN_THOUSAND = "万元"
    HUNDRED_MILLION = "亿元"

    @property
    def fen(self) -> int:
        """How many fen one is."""
        return {"元": FEN, "万元": 10_000 * FEN, "亿元": 100_000_000 * FEN}[self.value]


def to_fen(number: Decimal, unit: Unit) -> int:
    """A printed number in fen, rounded half up: 12.345 万元 are 12,345,000 fen."""
    return int((number * unit.fen).quantize(Decimal(1), ROUND_HALF_UP))


def quantum_of(unit: Unit, decimals: int) -> int:
    """The smallest step in fen of a table that shows so many decimals; at least one fen."""
    step: int = 10**decimals
    return max(1, unit.fen // step)


def in_yuan(fen: int) -> str:
    """As it goes over the wire: "1234.50"."""
    sign, whole = "-" if fen < 0 else "", abs(fen)
    return f"{sign}{whole // FEN}.{whole % FEN:02d}"


def shown(fen: int, unit: Unit, decimals: int = 2) -> str:
    """As people read it in a unit, with thousands: "1,234.50"."""
    step = Decimal(1).scaleb(-decimals)
    return f"{(Decimal(fen) / unit.fen).quantize(step, ROUND_HALF_UP):,}"
