"""Tables of a sample book before they are laid out: rows with exact amounts, and where each stands.

A table's figures are given by side, row and column; of tables by codes only the deepest, the
classes above and the total are added here, so that a hierarchy holds exactly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from svc_budget.domain.codes.codes import CodeKind, CodeLists, parent_of
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Axis, Book, Line, Panel, TableTemplate

Amount = int | str | None  # fen; text in columns of text; None is blank
Values = Mapping[str, Amount]
Figures = Mapping[str, Mapping[str, Values]]  # by side, by row, by column


class Place(NamedTuple):
    """A cell by its meaning. No column: the row's label. Table "": a passage of the narrative."""

    table: str
    side: str
    row: str
    column: str = ""


TITLE, NOTE = "title", "note"


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row: its key as rules know it, its label as printed in that year."""

    key: str
    label: str
    values: Values
    code: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class SampleTable:
    """A table of the book."""

    template: TableTemplate
    title: str
    sides: Mapping[str, tuple[SampleRow, ...]]
    sentences: tuple[str, ...] = ()

    def value(self, side: str, row: str, column: str) -> int:
        """An amount; nothing is 0 here."""
        found = next((one for one in self.sides[side] if one.key == row), None)
        value = None if found is None else found.values.get(column)
        return value if isinstance(value, int) else 0

    def changed(self, side: str, row: str, column: str, value: Amount) -> "SampleTable":
        """The same with another amount at one place; KeyError when there is no such row."""
        rows = self.sides[side]
        if not any(one.key == row for one in rows):
            raise KeyError(row)
        changed = tuple(
            replace(one, values={**one.values, column: value}) if one.key == row else one
            for one in rows
        )
        return replace(self, sides={**self.sides, side: changed})

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels as this office prints them: without optional columns it has nothing for."""
        return tuple(_printed(panel, self.sides[panel.key]) for panel in self.template.panels)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but nothing and zero stands in it."""
        return not any(
            isinstance(value, int) and value
            for rows in self.sides.values()
            for row in rows
            for value in row.values.values()
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the narrative, with a key faults find it by."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SampleBook:
    """A book before it is laid out."""

    unit: SampleUnit
    year: int
    book: Book
    tables: Mapping[str, SampleTable]
    narrative: tuple[Passage, ...] = ()

    def with_table(self, table: SampleTable) -> "SampleBook":
        """The same with one table changed."""
        return replace(self, tables={**self.tables, table.template.code: table})


def make_table(
    template: TableTemplate, figures: Figures, codes: CodeLists, year: int
) -> SampleTable:
    """A table of a template, filled with figures."""
    sides = {
        panel.key: tuple(_rows(panel, figures.get(panel.key, {}), codes, year))
        for panel in template.panels
    }
    return SampleTable(template, template.title, sides)


def _printed(panel: Panel, rows: Sequence[SampleRow]) -> Panel:
    used = {column for row in rows for column in row.values}
    columns = tuple(one for one in panel.columns if not one.optional or one.key in used)
    return replace(panel, columns=columns)


def _rows(
    panel: Panel, figures: Mapping[str, Values], codes: CodeLists, year: int
) -> Iterator[SampleRow]:
    if panel.axis is Axis.LINES:
        return _lines(panel, figures, codes, year)
    if panel.axis is Axis.CODES:
        return _coded(panel, figures, codes, year)
    return _items(panel, figures)


def _items(panel: Panel, figures: Mapping[str, Values]) -> Iterator[SampleRow]:
    """Rows of whatever there is, the total first. A key may say more than its label: 项目|地区."""
    named = {line.key: line for line in panel.lines}
    items = {key: values for key, values in figures.items() if key not in named}
    total: dict[str, int] = {}
    for values in items.values():
        _add(total, values)
    for key, line in named.items():
        if key in figures or not line.optional:
            yield SampleRow(key, key, figures.get(key, total), total=True)
    for key, values in items.items():
        yield SampleRow(key, key.partition("|")[0], values)


def _lines(
    panel: Panel, figures: Mapping[str, Values], codes: CodeLists, year: int
) -> Iterator[SampleRow]:
    for line in panel.lines:
        given = figures.get(line.key, figures.get(line.code) if line.code else None)
        printed = not line.code or codes.in_year(CodeKind.FUNCTION, line.code, year)
        if given is None and (not printed or (line.optional and not line.code)):
            continue
        label = _label(line, codes, year)
        yield SampleRow(line.key, label, given or {}, line.code, line.total)


def _label(line: Line, codes: CodeLists, year: int) -> str:
    name = codes.name_in(CodeKind.FUNCTION, line.code, year) if line.code else line.key
    return name if name in line.names else line.key


def _coded(
    panel: Panel, figures: Mapping[str, Values], codes: CodeLists, year: int
) -> Iterator[SampleRow]:
    kind = panel.code_kind or CodeKind.FUNCTION
    named = {line.key for line in panel.lines}
    leaves = {code: values for code, values in figures.items() if code not in named}
    summed: dict[str, dict[str, int]] = {}
    total: dict[str, int] = {}
    for code, values in leaves.items():
        _add(total, values)
        at: str | None = code
        while at is not None:
            _add(summed.setdefault(at, {}), values)
            at = parent_of(kind, at)
    rows = [
        SampleRow(code, codes.name_in(kind, code, year), summed[code], code)
        for code in sorted(summed)
    ]
    lines = [
        SampleRow(line.key, line.key, figures.get(line.key, total), total=True)
        for number, line in enumerate(panel.lines)
        if line.key in figures or number == len(panel.lines) - 1
    ]
    return iter([*lines, *rows] if len(lines) == 1 else [*rows, *lines])


def _add(to: dict[str, int], values: Values) -> None:
    for column, value in values.items():
        if isinstance(value, int):
            to[column] = to.get(column, 0) + value
