"""What a check finds at one place of a book: the two sides, and whether they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from svc_budget.domain.workbooks.books import Cell, Row, Table


class State(Enum):
    """How a place was found."""

    HELD = auto()
    ROUNDED = auto()  # held within the tolerance
    BROKEN = auto()
    BLANK = auto()  # nothing on either side
    ABSENT = auto()  # the book need not have it
    MISSING = auto()  # it ought to be there and is not
    UNREAD = auto()  # a cell could not be read


class Term(NamedTuple):
    """A cell with its sign. `book` is "" of the book under check; `percent` of it is meant."""

    sign: int
    table: Table
    row: Row
    column: str
    cell: Cell
    book: str = ""
    percent: int | None = None

    @property
    def value(self) -> int:
        """In fen with its sign; blank counts nothing (whether it may is asked before)."""
        amount = self.cell.amount or 0
        if self.percent is None:
            return self.sign * amount
        return self.sign * ((amount * self.percent + 50) // 100)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation. `words` say what it is where that is more than its cells."""

    terms: Sequence[Term] = ()
    constant: int = 0
    words: str = ""
    missing: Sequence[str] = ()  # what ought to be there: tables, books
    lacking: Sequence[str] = ()  # rows and columns of a form that were not found
    absent: int = 0  # names of what the book need not have
    fixed: bool = False  # a number, not cells

    @property
    def stated(self) -> bool:
        """Whether anything stands there."""
        return self.fixed or any(one.cell.amount is not None for one in self.terms)

    @property
    def total(self) -> int:
        """What it comes to, in fen."""
        return self.constant + sum(one.value for one in self.terms)


class Mark(NamedTuple):
    """A place that is no amount: a title, a label, a paragraph of the narrative."""

    sheet: str
    row: int
    column: int
    text: str
    table: str = ""
    title: str = ""
    key: str = ""  # what it is about, the same in the next version


@dataclass(frozen=True, slots=True)
class Finding:
    """One place. Checks that do not compare two sides say it in `remark`, at `marks`."""

    state: State
    left: Side = Side()
    right: Side = Side()
    sign: str = "="  # =, <=, >=
    difference: int = 0
    tolerance: int = 0
    remark: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""
    cells: Sequence[Cell] = ()  # of the book under check, where no terms were needed
    due: bool = False  # of a blank place: something ought to stand there

    @property
    def terms(self) -> tuple[Term, ...]:
        """The cells of both sides."""
        return (*self.left.terms, *self.right.terms)

    @property
    def unread(self) -> tuple[Cell, ...]:
        """Cells that could not be read."""
        return tuple(one.cell for one in self.terms if one.cell.fault)


ABSENT = Finding(State.ABSENT)
BLANK = Finding(State.BLANK)
BLANK_AND_DUE = Finding(State.BLANK, due=True)
