"""Tables whose form has its items side by side, written with the items below one another instead.

Of the “三公” table both are common: one row of amounts under 因公出国（境）费, 公务接待费, ..., or
a row for each of these with the columns 预算数 and 决算数.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from svc_budget.domain.money.money import Unit
from svc_budget.domain.templates.templates import Column
from svc_budget.domain.workbooks.books import Cell, Row
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.domain.workbooks.numbers import read_amount
from svc_budget.domain.workbooks.patterns import Path, Pattern
from svc_budget.domain.workbooks.wording import header_word

SUMS: Final = ("小计", "合计")
LABELS: Final = 3  # columns within which the names stand
AT_LEAST: Final = 3  # names that make it such a table


@dataclass(frozen=True, slots=True)
class Upright:
    """Where the amount of each column of the template stands."""

    pattern: Pattern
    top: int
    places: Mapping[str, tuple[int, int]]
    fit: float


def stand_up(grid: Grid, pattern: Pattern, start: int, end: int) -> Upright | None:
    """How a table of one unnamed row stands upright between two rows; None when it does not."""
    panel = pattern.panels[0]
    if len(pattern.panels) > 1 or panel.labels or not panel.panel.lines:
        return None
    names = {name for _, paths in panel.columns for path in paths for name in _names(path)}
    for at in range(LABELS):
        named = list(_named(grid, at, names, start, end))
        if len(named) >= AT_LEAST:
            stages = _stages(grid, at, named[0][0], start)
            places = dict(_places(panel.columns, named, stages))
            needed = [column.key for column, _ in panel.columns if not column.optional]
            fit = sum(key in places for key in needed) / len(needed)
            return Upright(pattern, named[0][0], places, fit)
    return None


def read_upright(grid: Grid, found: Upright, unit: Unit, shown: list[int]) -> Row:
    """The one row of the table."""
    line = found.pattern.template.panels[0].lines[0]
    cells = {}
    for key, (number, at) in found.places.items():
        row = grid.rows[number]
        reading = read_amount(row[at] if at < len(row) else None, unit)
        if reading.decimals is not None:
            shown.append(reading.decimals)
        cells[key] = Cell(grid.name, number, at, reading.raw, reading.amount, reading.fault)
    return Row(line.key, line.key, cells, line.code, line.total)


def _names(path: Path) -> tuple[str, ...]:
    """What a row may be called that stands for a column; a sum goes by what it sums."""
    if path[-1] == SUMS[0] and len(path) > 1:
        return (path[-2],)
    return (path[-1],)


def _named(grid: Grid, at: int, names: set[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    for number in range(start, end):
        row = grid.rows[number]
        cell = row[at] if at < len(row) else None
        if isinstance(cell, str) and (word := _row_word(cell)) in names:
            yield number, word


def _row_word(cell: str) -> str:
    """Numbered twice at times: 其中：（1）公务用车购置费."""
    return header_word(header_word(cell)[0])[0]


def _stages(grid: Grid, at: int, first: int, start: int) -> list[tuple[int, str]]:
    """Columns of amounts and their headers, from the row above the first name."""
    for number in range(first - 1, start - 1, -1):
        heads = [
            (column, header_word(cell)[0])
            for column, cell in enumerate(grid.rows[number])
            if column > at and isinstance(cell, str) and not cell.strip().isdigit()
        ]
        heads = [(column, word) for column, word in heads if word and word != "行次"]
        if heads:
            return heads
    return []


def _places(
    columns: Sequence[tuple[Column, Sequence[Path]]],
    named: Sequence[tuple[int, str]],
    stages: Sequence[tuple[int, str]],
) -> Iterator[tuple[str, tuple[int, int]]]:
    tops = {path[0] for _, paths in columns for path in paths if len(path) > 1}
    known = [(at, word) for at, word in stages if word in tops]
    for column, paths in columns:
        rows = [row for path in paths for row, word in named if word in _names(path)]
        own = {path[0] for path in paths}
        at = next((at for at, word in known if word in own), None)
        if at is None and not known and stages:
            at = stages[0][0]
        if rows and at is not None:
            yield column.key, (rows[0], at)
