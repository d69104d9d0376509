"""The books a check may look into, with their rows indexed once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from svc_budget.domain.codes.codes import CodeKind, CodeLists, parent_of
from svc_budget.domain.reconciliation.texts.item_paths import Item, items_of
from svc_budget.domain.reconciliation.texts.passages import Passage, passages_of
from svc_budget.domain.templates.templates import (
    Book,
    Column,
    Nature,
    Panel,
    TableTemplate,
    TemplateSet,
)
from svc_budget.domain.workbooks.books import RecognisedBook, Row, Table

LAST_YEAR, BUDGET, UNITS, UPPER, LOWER = "上年", "预算", "units", "上级", "下级"
PLACES = (LAST_YEAR, BUDGET, UNITS, UPPER, LOWER)
OTHER = {  # which book of which year another name means, where that is one book
    LAST_YEAR: "上年决算",
    BUDGET: "本年预算",
    UPPER: "上级政府决算",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the book. Books that are not at hand are None or not there."""

    book: Book
    year: int
    templates: TemplateSet
    codes: CodeLists
    level: str = ""
    unit_name: str = ""
    other_names: tuple[str, ...] = ()  # other units': none of them may be this book's
    previous: RecognisedBook | None = None  # the final account of the year before
    budget: RecognisedBook | None = None  # the budget of the same year
    units: Mapping[str, RecognisedBook] = field(default_factory=dict)  # of a department, by name
    upper: RecognisedBook | None = None  # the final account of the government above
    lower: Mapping[str, RecognisedBook] = field(default_factory=dict)  # of governments below
    replied_on: date | None = None  # approved by the congress, or replied to by finance
    published_on: date | None = None  # or today, where it is still to be published


class OpenTable:
    """A table with its rows by key and by code; the first of two of a name counts."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.sides: dict[str, dict[str, Row]] = {"": {}}
        anywhere = self.sides[""]
        for side in table.sides:
            named = self.sides.setdefault(side.key, {}) if side.key else anywhere
            for row in side.rows:
                for key in (row.key, row.code):
                    if key:
                        named.setdefault(key, row)
                        anywhere.setdefault(key, row)
        self._columns = {
            panel.key: [one.key for one in panel.columns if one.nature is not Nature.TEXT]
            for panel in table.template.panels
        }
        self._side_of = {id(row): side.key for side, row in table.rows()}

    def row(self, side: str, key: str) -> Row | None:
        """The row of a key or code, of one side or of whichever has it."""
        return self.sides.get(side, {}).get(key)

    def rows(self, side: str) -> Iterator[Row]:
        """All rows of a side, in order; of every side without one."""
        for one in self.table.sides:
            if not side or one.key == side:
                yield from one.rows

    def panel_of(self, row: Row) -> Panel | None:
        """The panel a row stands in."""
        return self.table.template.panel(self._side_of[id(row)])

    def first_column(self, row: Row) -> str:
        """The column meant where none is named."""
        return self._columns[self._side_of[id(row)]][0]

    @cached_property
    def shown_columns(self) -> frozenset[str]:
        """Columns that were found; one a form may leave out counts when anything is in it."""
        optional = {one.key for panel in self.table.template.panels
                    for one in panel.columns if one.optional}  # fmt: skip
        return frozenset(
            column
            for _, row in self.table.rows()
            for column, cell in row.cells.items()
            if column not in optional or cell.raw.strip()
        )

    @cached_property
    def coded(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        """All rows of a code, by their side and code; of every side under ""."""
        found: dict[tuple[str, str], list[Row]] = {}
        for side, row in self.table.rows():
            if row.code:
                for key in {side.key, ""}:
                    found.setdefault((key, row.code), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def family(self) -> Mapping[str, tuple[Row, ...]]:
        """Code rows by the nearest code above that has a row; the topmost under ""."""
        found: dict[str, list[Row]] = {}
        for panel in self.table.template.panels:
            kind = panel.code_kind or CodeKind.FUNCTION
            coded = [row for row in self.rows(panel.key) if row.code]
            known = {row.code for row in coded}
            for row in coded:
                found.setdefault(_above(kind, row.code, known), []).append(row)
        return {code: tuple(rows) for code, rows in found.items()}


def _above(kind: CodeKind, code: str, known: set[str]) -> str:
    above = parent_of(kind, code)
    while above is not None and above not in known:
        above = parent_of(kind, above)
    return above or ""


class OpenBook:
    """A book with the tables its templates say it has."""

    def __init__(self, book: RecognisedBook, name: str, due: Mapping[str, TableTemplate]) -> None:
        self.book, self.name, self.due = book, name, due
        self._opened: dict[str, OpenTable] = {}

    def table(self, code: str) -> OpenTable | None:
        """The table, opened once."""
        if code not in self._opened:
            table = self.book.tables.get(code)
            if table is None:
                return None
            self._opened[code] = OpenTable(table)
        return self._opened[code]

    def is_due(self, code: str) -> bool:
        """Whether it has to have a table."""
        template = self.due.get(code)
        return template is not None and template.required

    def title(self, code: str) -> str:
        """A table's title."""
        template = self.due.get(code)
        return code if template is None else template.title

    def column(self, code: str, side: str, key: str) -> Column | None:
        """A column as the template has it."""
        template = self.due.get(code)
        panels = () if template is None else template.panels
        columns = (one for panel in panels if not side or panel.key == side
                   for one in panel.columns)  # fmt: skip
        return next((one for one in columns if one.key == key), None)


class Shelf:
    """All books of one check."""

    def __init__(self, book: RecognisedBook, context: Context) -> None:
        self.context = context
        self._under: dict[re.Pattern[str], tuple[Passage, ...]] = {}
        self.own = self._opened(book, "", context.book, context.year)

    def _opened(self, book: RecognisedBook, name: str, kind: Book, year: int) -> OpenBook:
        due = self.context.templates.of_book(kind, year, self.context.level)
        return OpenBook(book, name, {one.code: one for one in due})

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The narrative of the book under check."""
        return passages_of(self.own.book.narrative)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of spending its narrative tells one by one."""
        return tuple(items_of(self.passages))

    def under(self, section: re.Pattern[str]) -> tuple[Passage, ...]:
        """The passages under headings of a pattern, without the headings."""
        if section not in self._under:
            self._under[section] = tuple(
                one for one in self.passages if not one.is_heading and section.search(one.section)
            )
        return self._under[section]

    @cached_property
    def region(self) -> str:
        """The region a government's book is of: 云溪市 of 云溪市人民政府."""
        return re.sub(r"(人民政府|财政局|财政厅)$", "", self.context.unit_name)

    @cached_property
    def _others(self) -> Mapping[str, tuple[OpenBook, ...]]:
        known, government = self.context, self.context.book.value.startswith("government")
        final = Book.GOVERNMENT_FINAL if government else Book.FINAL
        budget = Book.GOVERNMENT_BUDGET if government else Book.BUDGET
        single = {
            LAST_YEAR: (known.previous, final, known.year - 1),
            BUDGET: (known.budget, budget, known.year),
            UPPER: (known.upper, final, known.year),
        }
        found: dict[str, tuple[OpenBook, ...]] = {
            place: (self._opened(book, OTHER[place], kind, year),)
            for place, (book, kind, year) in single.items()
            if book is not None
        }
        for place, books in ((UNITS, known.units), (LOWER, known.lower)):
            found[place] = tuple(
                self._opened(book, name, known.book, known.year) for name, book in books.items()
            )
        return found

    def books(self, place: str) -> tuple[OpenBook, ...]:
        """The books a name's place means; () when there are none at hand."""
        return self._others.get(place, ()) if place else (self.own,)
