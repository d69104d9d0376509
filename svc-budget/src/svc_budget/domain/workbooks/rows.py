"""The rows of a table, read side by side segment after segment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from svc_budget.domain.money.money import Unit
from svc_budget.domain.templates.templates import Axis, Nature
from svc_budget.domain.workbooks.books import Cell, Row
from svc_budget.domain.workbooks.grids import Grid, Value
from svc_budget.domain.workbooks.layouts import Layout, Placed, Segment
from svc_budget.domain.workbooks.named_codes import NamedCodes
from svc_budget.domain.workbooks.numbers import (
    UNITS,
    Reading,
    raw_of,
    read_amount,
    read_count,
    read_percent,
)
from svc_budget.domain.workbooks.row_codes import CodeParts, code_text, coded_name
from svc_budget.domain.workbooks.sentences import (
    is_around,
    is_blank,
    is_header_again,
    sentence_in,
)
from svc_budget.domain.workbooks.titles import Titles
from svc_budget.domain.workbooks.wording import as_printed, item_key, plain

BELOW_THE_LINE: Final = (
    "110",
    "105",
    "230",
    "231",
)  # codes of transfers and debt: lines have them too
RATIO: Final = 10  # a percentage kept as a ratio is seldom more


@dataclass
class Body:
    """What was read of a table so far."""

    sides: dict[str, list[Row]] = field(default_factory=dict)
    shown: list[int] = field(default_factory=list)  # decimals of amounts that are not nil
    sentences: list[str] = field(default_factory=list)
    taken: dict[str, list[int]] = field(default_factory=dict)  # lines met, by side


def read_body(
    grid: Grid, layout: Layout, end: int, unit: Unit, titles: Titles, codes: NamedCodes, body: Body
) -> None:
    """Read the rows under a header into a body."""
    amounts = {placed.at for segment in layout.segments for placed in segment.placed}
    numbers = []
    again = False
    for number in range(layout.header.bottom, end):
        row = grid.rows[number]
        if is_blank(row):
            continue
        again = is_header_again(row, layout.header, after=again)
        if again or is_around(row, titles):
            continue
        if not any(_stands(row, at) for at in amounts) and (note := sentence_in(row)):
            body.sentences.append(note)
        elif not _is_lone_note(row, body):
            numbers.append(number)
    spread = _spread_down(grid, layout, numbers)
    for segment in layout.segments:
        reader = _SegmentReader(grid, segment, unit, codes, spread)
        rows = body.sides.setdefault(segment.pattern.panel.key, [])
        taken = body.taken.setdefault(segment.pattern.panel.key, [])
        rows.extend(reader.read(numbers, taken, body.shown))


def _is_lone_note(row: Sequence[Value], body: Body) -> bool:
    """A note under a table without a column of names stands where amounts would."""
    note = sentence_in(row)
    if note:
        body.sentences.append(note)
    return bool(note)


def _stands(row: Sequence[Value], at: int) -> bool:
    cell = row[at] if at < len(row) else None
    return cell is not None and cell != ""


def _spread_down(
    grid: Grid, layout: Layout, numbers: Sequence[int]
) -> Mapping[tuple[int, int], Value]:
    """What cells merged over several rows say to the lower ones: regions before projects."""
    texts = {
        at
        for segment in layout.segments
        for at in (
            segment.label,
            *(one.at for one in segment.placed if one.column.nature is Nature.TEXT),
        )
        if at is not None
    }
    inside = set(numbers)
    return {
        (row, left): grid.rows[top][left]
        for top, left, bottom, _ in grid.merged
        if left in texts and top in inside and left < len(grid.rows[top])
        for row in range(top + 1, bottom + 1)
    }


class _SegmentReader:
    """Reads the rows of one segment."""

    def __init__(
        self, grid: Grid, segment: Segment, unit: Unit, codes: NamedCodes,
        spread: Mapping[tuple[int, int], Value],
    ) -> None:  # fmt: skip
        self._grid = grid
        self._segment = segment
        self._panel = segment.pattern.panel
        self._spread = spread
        self._codes = codes
        self._parts = CodeParts()
        self._units = [UNITS.get(one.unit, unit) for one in segment.placed]
        self._ratios: set[int] = set()

    def read(self, numbers: Sequence[int], taken: list[int], shown: list[int]) -> Iterator[Row]:
        """Its rows in their order."""
        self._ratios = set(self._as_ratios(numbers))
        for number in numbers:
            row = self._read_row(number, taken, shown)
            if row is not None:
                yield row

    def _read_row(self, number: int, taken: list[int], shown: list[int]) -> Row | None:
        line = self._grid.rows[number]
        label, at = self._label(number, line)
        code = self._code(line)
        if self._panel.axis is Axis.CODES and not self._segment.codes:
            code, label = coded_name(label)
        cells, texts, any_told = self._cells(number, line, shown)
        if not (label or code or any_told):
            return None
        label_cell = None if at < 0 else Cell(self._grid.name, number, at, as_printed(label))
        place = self._line(label, code, taken)
        if self._panel.axis is Axis.CODES and not code and place is None and self._codes:
            code = self._codes.code_of(self._panel.code_kind, label)
        if place is not None:
            kept = self._panel.lines[place]
            return Row(
                kept.key, as_printed(label), cells, code or kept.code, kept.total, label_cell, texts
            )
        if not code and not any_told and not texts:
            return None  # a heading
        name = as_printed(label)
        return Row(
            code or item_key(name),
            name,
            cells,
            code,
            total=False,
            label_cell=label_cell,
            texts=texts,
        )

    def _label(self, number: int, line: Sequence[Value]) -> tuple[str, int]:
        """What names the row and where: 合计 may stand merged over the columns of codes."""
        places = [*([] if self._segment.label is None else [self._segment.label])]
        for at in (*places, *self._segment.codes):
            value = line[at] if at < len(line) else None
            if value is None or value == "":
                value = self._spread.get((number, at))
            if isinstance(value, str) and plain(value):
                if at in self._segment.codes and code_text(value)[:1].isdigit():
                    continue
                return value.strip(), at
            if value is not None and value != "" and at not in self._segment.codes:
                return raw_of(value), at
        return "", self._segment.label if self._segment.label is not None else -1

    def _code(self, line: Sequence[Value]) -> str:
        if not self._segment.codes:
            return ""
        return self._parts.code_of(
            [line[at] if at < len(line) else None for at in self._segment.codes]
        )

    def _cells(
        self, number: int, line: Sequence[Value], shown: list[int]
    ) -> tuple[dict[str, Cell], dict[str, str], bool]:
        cells: dict[str, Cell] = {}
        texts: dict[str, str] = {}
        told = False
        for placed, unit in zip(self._segment.placed, self._units, strict=True):
            at = placed.at
            value = line[at] if at < len(line) else None
            column = placed.column
            if column.nature is Nature.TEXT:
                text = raw_of(value if value not in (None, "") else self._spread.get((number, at)))
                if text:
                    texts[column.key] = text
                continue
            reading = self._reading(placed, value, unit)
            if reading.raw:
                told = True
                if reading.decimals is not None and column.nature is Nature.AMOUNT:
                    shown.append(reading.decimals)
            cells[column.key] = Cell(
                self._grid.name, number, at, reading.raw, reading.amount, reading.fault
            )
        return cells, texts, told

    def _reading(self, placed: Placed, value: Value, unit: Unit) -> Reading:
        nature = placed.column.nature
        if nature is Nature.AMOUNT:
            return read_amount(value, unit)
        if nature is Nature.PERCENT:
            return read_percent(value, as_ratio=placed.at in self._ratios)
        return read_count(value)

    def _as_ratios(self, numbers: Sequence[int]) -> Iterator[int]:
        """Columns of percentages that are kept as 0.125 and shown as 12.5%."""
        for placed in self._segment.placed:
            if placed.column.nature is not Nature.PERCENT or placed.unit == "%":
                continue
            kept = [
                value
                for number in numbers
                if placed.at < len(self._grid.rows[number])
                if isinstance(value := self._grid.rows[number][placed.at], float)
            ]
            if kept and all(abs(value) <= RATIO for value in kept):
                yield placed.at

    def _only_line(self, taken: list[int]) -> int | None:
        """The first row of a table that does not name its rows; more of them are of others."""
        if taken or not self._panel.lines:
            return None
        taken.append(0)
        return 0

    def _line(self, label: str, code: str, taken: list[int]) -> int | None:
        """The line of the template a row is: of several of that name the next in order."""
        if code and not code.startswith(BELOW_THE_LINE):
            return None
        if not self._panel.labels:
            return self._only_line(taken)
        named = [one for one in self._segment.pattern.lines_named(label) if one not in taken]
        if not named:
            return None
        after = taken[-1] if taken else -1
        place = next((one for one in named if one > after), named[0])
        taken.append(place)
        return place
