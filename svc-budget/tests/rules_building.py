"""Builders for the tests of rules: sample books as recognised, with one cell changed or another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from samples_building import SEED, a_unit, shipped_forms

from svc_budget.adapters.forms import rules_in
from svc_budget.domain.money.money import Unit, quantum_of
from svc_budget.domain.reconciliation.checking import Report, RuleSet, check
from svc_budget.domain.reconciliation.shelf import Context
from svc_budget.domain.samples.faults.planting import Scene
from svc_budget.domain.samples.scenes import Studio
from svc_budget.domain.samples.tables import SampleBook, SampleRow, SampleTable
from svc_budget.domain.samples.units import SampleUnit, sample_units
from svc_budget.domain.templates.templates import Book, Nature, Panel
from svc_budget.domain.workbooks.books import Cell, Paragraph, RecognisedBook, Row, Side, Table

DECIMALS = {Unit.YUAN: 2, Unit.TEN_THOUSAND: 2, Unit.HUNDRED_MILLION: 2}
FIRST_ROW = 5
NARRATIVE = "文字说明"
UNITS = 60
LINE = 1_000_000  # fen: one 万元


@cache
def shipped_rules() -> RuleSet:
    """The rules the service comes with."""
    return rules_in(Path(__file__).parents[1] / "rules", shipped_forms().templates)


def recognised(sample: SampleBook) -> RecognisedBook:
    """A sample book as the reader would hand it over; each figure rounded on its own."""
    tables = {code: _table(one) for code, one in sample.tables.items()}
    narrative = tuple(
        Paragraph(NARRATIVE, number, 0, passage.text)
        for number, passage in enumerate(sample.narrative)
    )
    return RecognisedBook(
        tables, narrative=narrative, unit_name=sample.unit.name, years_named=(sample.year,)
    )


def _table(table: SampleTable) -> Table:
    template = table.template
    unit = Unit(template.unit)
    quantum = quantum_of(unit, DECIMALS[unit])
    sheet, sides, at = template.title, [], 0
    for panel in template.panels:
        rows = table.sides.get(panel.key, ())
        made = tuple(_rows(rows, panel, sheet, at, quantum))
        sides.append(Side(panel.key, made))
        at += len(panel.columns) + 2
    title = Cell(sheet, 0, 0, table.title)
    return Table(template, sheet, unit, quantum, tuple(sides), table.sentences, title)


def _rows(
    rows: tuple[SampleRow, ...], panel: Panel, sheet: str, at: int, quantum: int
) -> Iterator[Row]:
    for number, row in enumerate(rows, FIRST_ROW):
        cells, texts = {}, {}
        for place, column in enumerate(panel.columns, at + 1):
            value = row.values.get(column.key)
            if column.nature is Nature.TEXT:
                texts[column.key] = str(value or "")
                continue
            amount = rounded(value, quantum) if isinstance(value, int) else None
            if amount == 0:
                amount = None  # offices leave nothing blank
            raw = "" if amount is None else str(amount)
            cells[column.key] = Cell(sheet, number, place, raw, amount)
        label_cell = Cell(sheet, number, at, row.label)
        yield Row(row.key, row.label, cells, row.code, row.total, label_cell, texts)


def rounded(fen: int, quantum: int) -> int:
    """To the nearest step, half away from nothing."""
    sign = -1 if fen < 0 else 1
    return sign * ((abs(fen) + quantum // 2) // quantum) * quantum


@dataclass(frozen=True)
class Books:
    """A recognised book with what is known beside it."""

    book: RecognisedBook
    context: Context

    def amount(self, name: str) -> int:
        """What stands in a cell, named table/side/row/column."""
        return self.cell(name).amount or 0

    def cell(self, name: str) -> Cell:
        """A cell named table/side/row/column."""
        table, side, row, column = name.split("/")
        found = self.book.tables[table].cell(row, column, side)
        assert found is not None, name
        return found

    def changed(self, name: str, amount: int | None = None, fault: str = "") -> "Books":
        """The same with another amount in one cell."""
        return replace(self, book=with_cell(self.book, name, amount, fault))

    def moved(self, name: str, by: int) -> "Books":
        """The same with one cell larger by so many fen."""
        return self.changed(name, self.amount(name) + by)

    def with_table(self, table: Table) -> "Books":
        """The same with another table."""
        tables = {**self.book.tables, table.code: table}
        return replace(self, book=replace(self.book, tables=tables))

    def without(self, code: str) -> "Books":
        """The same without a table."""
        tables = {key: one for key, one in self.book.tables.items() if key != code}
        return replace(self, book=replace(self.book, tables=tables))

    def silent(self) -> "Books":
        """The same without its narrative."""
        return replace(self, book=replace(self.book, narrative=()))

    def saying(self, *texts: str) -> "Books":
        """The same with another narrative, a paragraph to a row."""
        told = tuple(Paragraph(NARRATIVE, row, 0, text) for row, text in enumerate(texts))
        return replace(self, book=replace(self.book, narrative=told))

    def knowing(self, **known: object) -> "Books":
        """The same with something else known beside it."""
        return replace(self, context=replace(self.context, **known))  # type: ignore[arg-type]

    def check(self, rules: RuleSet | None = None) -> Report:
        """By the shipped rules, or others."""
        return check(self.book, rules or shipped_rules(), self.context)


def with_cell(
    book: RecognisedBook, name: str, amount: int | None, fault: str = ""
) -> RecognisedBook:
    """A book with another amount in one cell."""
    code, side_key, row_key, column = name.split("/")
    table = book.tables[code]
    done = False
    sides = []
    for side in table.sides:
        rows = []
        for row in side.rows:
            if not done and side.key == side_key and row_key in {row.key, row.code}:
                raw = fault or ("" if amount is None else str(amount))
                cell = replace(row.cells[column], amount=amount, raw=raw, fault=fault)
                rows.append(replace(row, cells={**row.cells, column: cell}))
                done = True
            else:
                rows.append(row)
        sides.append(Side(side.key, tuple(rows)))
    assert done, name
    changed = replace(table, sides=tuple(sides))
    return replace(book, tables={**book.tables, code: changed})


@cache
def studio(seed: int = SEED) -> Studio:
    """Where scenes of sample books are made; its first units belong to one department."""
    return Studio(shipped_forms(), sample_units(UNITS), seed)


def a_table(code: str, rows: Mapping[str, Mapping[str, int]], book: Book = Book.BUDGET) -> Table:
    """A table of the shipped template with one panel, a row to a key or code."""
    template = next(
        one for one in shipped_forms().templates if (one.book, one.code) == (book, code)
    )
    panel = template.panels[0]
    lines = {line.key for line in panel.lines}
    made = []
    for key, values in rows.items():
        name, total = key.partition("#")[0], key in lines
        made.append(SampleRow(name, name, dict(values), "" if total else name, total))
    return _table(SampleTable(template, template.title, {panel.key: tuple(made)}))


def some_books(
    book: Book = Book.FINAL, year: int = 2025, unit: SampleUnit | None = None, seed: int = SEED
) -> Books:
    """A consistent book of a unit or a government with the books it is compared with."""
    return books_of(studio(seed).scene(unit or a_unit(), year, book))


def books_of(scene: Scene) -> Books:
    """A scene as it is checked."""
    forms, sample = shipped_forms(), scene.book

    def read(one: SampleBook | None) -> RecognisedBook | None:
        return None if one is None else recognised(one)

    final = sample.book in {Book.FINAL, Book.GOVERNMENT_FINAL}
    context = Context(
        sample.book, sample.year, forms.templates, forms.codes,
        level=sample.unit.level,
        unit_name=sample.unit.name,
        previous=read(scene.previous),
        budget=read(scene.budget) if final else None,
        units={one.unit.name: recognised(one) for one in scene.units},
        upper=read(scene.upper),
        lower={one.unit.name: recognised(one) for one in scene.lower},
    )  # fmt: skip
    return Books(recognised(sample), context)


def outcomes(report: Report) -> Mapping[str, str]:
    """By rule."""
    return {one.rule: one.outcome.value for one in report.receipts}


def broken(report: Report) -> set[str]:
    """The rules with issues."""
    return {one.rule for one in report.issues}
