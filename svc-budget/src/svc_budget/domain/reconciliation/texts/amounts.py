"""Amounts as sentences tell them: 5,595.37万元, and how exactly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from svc_budget.domain.money.money import Unit, quantum_of, to_fen

NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
AMOUNT = rf"(?P<number>{NUMBER})\s*(?P<unit>亿元|万元|元)"
PATTERN = re.compile(AMOUNT)
SLIP = 10_000  # 元 for 万元, 万元 for 亿元


@dataclass(frozen=True, slots=True)
class Told:
    """An amount of a text, in fen; `quantum` is the step of its last digit."""

    fen: int
    quantum: int
    raw: str
    start: int
    end: int

    def slipped(self, fen: int, quantum: int) -> bool:
        """Whether it is another amount but for the word 元, 万元 or 亿元."""
        if not fen or not self.fen:
            return False
        up = abs(self.fen * SLIP - fen) <= max(self.quantum * SLIP, quantum)
        down = abs(self.fen - fen * SLIP) <= max(self.quantum, quantum * SLIP)
        return up or down


def told(found: re.Match[str], prefix: str = "") -> Told:
    """The amount of a match that has the groups of AMOUNT, under a prefix or without."""
    number, unit = found[f"{prefix}number"], Unit(found[f"{prefix}unit"])
    plain = number.replace(",", "")
    decimals = len(plain.partition(".")[2])
    start, end = found.start(f"{prefix}number"), found.end(f"{prefix}unit")
    text = found.string[start:end]
    return Told(to_fen(Decimal(plain), unit), quantum_of(unit, decimals), text, start, end)


def amounts_in(text: str) -> Iterator[Told]:
    """All amounts, in order."""
    return (told(found) for found in PATTERN.finditer(text))


def named(prefix: str) -> str:
    """The pattern of an amount whose groups have a prefix."""
    return AMOUNT.replace("?P<", f"?P<{prefix}")
