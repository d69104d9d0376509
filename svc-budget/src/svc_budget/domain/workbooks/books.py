"""A workbook after its sheets were recognised: tables with named rows and columns, and texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from svc_budget.domain.money.money import Unit
from svc_budget.domain.templates.templates import Book, TableTemplate
from svc_budget.domain.workbooks.grids import address


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount with where it stands. Blank is not zero: `amount` is None then, `raw` "".

    `amount` is in fen (a percentage or count: in hundredths). `fault` says in Chinese why a
    cell that is not blank could not be read; rules leave such a cell alone.
    """

    sheet: str
    row: int
    column: int
    raw: str = ""
    amount: int | None = None
    fault: str = ""

    @property
    def address(self) -> str:
        """A1 and so on."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a panel: a named line (`key`), a code, or an item by its label."""

    key: str  # the line's key, the code, or the label
    label: str  # as printed
    cells: Mapping[str, Cell]  # by column key
    code: str = ""
    total: bool = False
    label_cell: Cell | None = None
    texts: Mapping[str, str] = field(default_factory=dict)  # of columns of text


@dataclass(frozen=True, slots=True)
class Side:
    """A panel that was found: its rows in their order."""

    key: str
    rows: tuple[Row, ...]
    _by_key: Mapping[str, Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key: dict[str, Row] = {}
        for one in self.rows:
            by_key.setdefault(one.key, one)
        object.__setattr__(self, "_by_key", by_key)

    def row(self, key: str) -> Row | None:
        """The first row of that key or code."""
        return self._by_key.get(key)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet recognised by a template. `quantum` is the smallest step it shows, in fen."""

    template: TableTemplate
    sheet: str
    unit: Unit
    quantum: int
    sides: tuple[Side, ...]
    sentences: tuple[str, ...] = ()  # notes around the table: 本表无数据
    title_cell: Cell | None = None

    @property
    def code(self) -> str:
        """T1, B5."""
        return self.template.code

    def rows(self) -> Iterator[tuple[Side, Row]]:
        """Every row of every side."""
        return ((side, row) for side in self.sides for row in side.rows)

    def row(self, key: str, side: str = "") -> Row | None:
        """The row of that key or code, on one side or on whichever has it."""
        sides = [one for one in self.sides if not side or one.key == side]
        return next((row for one in sides if (row := one.row(key)) is not None), None)

    def cell(self, key: str, column: str, side: str = "") -> Cell | None:
        """One amount: the cell of a row and a column; None when there is no such place."""
        row = self.row(key, side)
        return None if row is None else row.cells.get(column)

    @property
    def is_empty(self) -> bool:
        """Whether no amount stands in it but nothing and zero."""
        return not any(cell.amount for _, row in self.rows() for cell in row.cells.values())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the narrative (文字说明) with where it stands."""

    sheet: str
    row: int
    column: int
    text: str

    @property
    def address(self) -> str:
        """A1 and so on."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class RecognisedBook:
    """All that was found in a workbook."""

    tables: Mapping[str, Table]  # by code
    unknown_sheets: tuple[str, ...] = ()
    missing_tables: tuple[str, ...] = ()  # codes of required ones
    narrative: tuple[Paragraph, ...] = ()
    unit_name: str = ""  # as its cover or tables say
    years_named: tuple[int, ...] = ()  # in titles, the most frequent first
    book_named: Book | None = None  # what titles and cover say it is
