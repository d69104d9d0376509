"""A sheet in the making: what is written in it, and where each cell of the tables came to stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from svc_budget.domain.samples.tables import Place
from svc_budget.domain.workbooks.grids import Grid, Range, Value, address

Spot = tuple[int, int]  # row, column; from 0
Written = Value | Decimal  # amounts are decimals until the sheet is handed over


@dataclass(frozen=True, slots=True)
class Draft:
    """One sheet. `header` is the rows of the header, `body` those of amounts; ends excluded."""

    name: str
    rows: tuple[tuple[Written, ...], ...]
    places: Mapping[Place, Spot] = field(default_factory=dict)
    merged: tuple[Range, ...] = ()
    formulas: Mapping[Spot, str] = field(default_factory=dict)
    notes: Mapping[Spot, str] = field(default_factory=dict)  # comments that hang on cells
    hidden_rows: frozenset[int] = frozenset()
    header: tuple[int, int] = (0, 0)
    body: tuple[int, int] = (0, 0)
    decimals: int = 2

    def at(self, row: int, column: int) -> Written:
        """What is written there; nothing where nothing is."""
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else None

    def with_cell(self, spot: Spot, value: Written) -> "Draft":
        """The same with something else in one cell."""
        row, column = spot
        line = list(self.rows[row]) + [None] * (column + 1 - len(self.rows[row]))
        line[column] = value
        return replace(self, rows=(*self.rows[:row], tuple(line), *self.rows[row + 1 :]))

    def with_rows(self, before: int, rows: tuple[tuple[Written, ...], ...]) -> "Draft":
        """The same with rows put in; everything below moves down, formulas are given up."""
        count = len(rows)

        def moved(row: int) -> int:
            return row + count if row >= before else row

        def stretched(end: int) -> int:
            return end + count if end > before else end

        return replace(
            self,
            rows=(*self.rows[:before], *rows, *self.rows[before:]),
            places={place: (moved(row), column) for place, (row, column) in self.places.items()},
            merged=tuple((moved(a), b, moved(c), d) for a, b, c, d in self.merged),
            formulas={},
            notes={(moved(row), column): note for (row, column), note in self.notes.items()},
            hidden_rows=frozenset(moved(row) for row in self.hidden_rows),
            header=(self.header[0], stretched(self.header[1])),
            body=(moved(self.body[0]), stretched(self.body[1])),
        )

    def grid(self) -> Grid:
        """As a reader of the file would hand it over; formulas show the value they had."""
        rows = tuple(tuple(map(_as_kept, row)) for row in self.rows)
        return Grid(self.name, rows, self.merged)

    def address_of(self, place: Place) -> str:
        """Where a cell stands: C7. KeyError when it is not on this sheet."""
        return address(*self.places[place])


def _as_kept(value: Written) -> Value:
    """Spreadsheets keep numbers as floats, whatever was meant."""
    return float(value) if isinstance(value, Decimal) else value
