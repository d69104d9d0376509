"""In which unit a sheet is written, and the smallest step it shows."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from svc_budget.domain.money.money import Unit, quantum_of
from svc_budget.domain.workbooks.grids import Value
from svc_budget.domain.workbooks.wording import plain

TELLING: Final = 5  # whole amounts that are enough to say that no decimals are shown
_NOTE = re.compile(r"单位[::]?\(?(?:人民币)?(亿元|万元|元)\)?(?=$|[^\u4e00-\u9fff])")


def unit_noted(rows: Iterable[Sequence[Value]]) -> Unit | None:
    """What a note in these rows says: 金额单位：万元; the last one counts."""
    noted = [
        found.group(1)
        for row in rows
        for cell in row
        if isinstance(cell, str) and "元" in cell and (found := _NOTE.search(plain(cell)))
    ]
    return Unit(noted[-1]) if noted else None


def decimals_shown(shown: Sequence[int], unit: Unit) -> int:
    """How many decimals a table shows, from those of its amounts that are not nil."""
    fractions = any(shown)
    if unit is Unit.YUAN:
        return 2 if fractions else 0
    if not fractions:
        return 0 if len(shown) >= TELLING else 2
    typical = sorted(shown)[int(len(shown) * 0.85)] if len(shown) > 1 else shown[0]
    return max(2, typical)


def quantum_shown(shown: Sequence[int], unit: Unit) -> int:
    """The smallest step of a table in fen."""
    return quantum_of(unit, decimals_shown(shown, unit))
