"""A table of a budget book as its template describes it.

A table has one or more panels side by side (收入 left, 支出 right). A panel has a label column
(and, where rows are codes, one to three code columns), columns of amounts found by the path of
their headers, and rows of one of three kinds (`Axis`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from svc_budget.domain.codes.codes import CodeKind


class Book(StrEnum):
    """Which of a year's books a workbook is."""

    BUDGET = "budget"  # 部门预算
    FINAL = "final"  # 部门决算
    GOVERNMENT_BUDGET = "government_budget"  # 政府预算
    GOVERNMENT_FINAL = "government_final"  # 政府决算


BOOK_NAMES = {
    Book.BUDGET: "部门预算",
    Book.FINAL: "部门决算",
    Book.GOVERNMENT_BUDGET: "政府预算",
    Book.GOVERNMENT_FINAL: "政府决算",
}


class Axis(StrEnum):
    """What the rows of a panel are."""

    LINES = "lines"  # named lines: 一般公共预算财政拨款收入, 总计
    CODES = "codes"  # codes of a classification, and named lines (合计)
    ITEMS = "items"  # whatever stands there: projects, regions


class Nature(StrEnum):
    """What stands in a column."""

    AMOUNT = "amount"
    PERCENT = "percent"
    COUNT = "count"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in rules, and the header paths it goes by, from the top down with "/"."""

    key: str
    headers: tuple[str, ...]
    nature: Nature = Nature.AMOUNT
    optional: bool = False
    fund_type: str = ""  # 一般公共预算, 政府性基金, 国有资本经营, 社会保险基金
    stage: str = ""  # where a table shows another stage than its book's: 年初预算数
    expenditure: str = ""  # 基本支出, 项目支出


@dataclass(frozen=True, slots=True)
class Line:
    """A named row: its key in rules, and what it may be called."""

    key: str
    aliases: tuple[str, ...] = ()
    code: str = ""  # the functional class a line of a summary stands for: 教育支出 = 205
    total: bool = False  # a sum of other rows: no fact of its own
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All it goes by."""
        return (self.key, *self.aliases)


@dataclass(frozen=True, slots=True)
class Panel:
    """One side of a table."""

    key: str  # 收入, 支出, or "" when there is only one
    labels: tuple[str, ...]  # headers of the column that names the rows
    columns: tuple[Column, ...]
    axis: Axis
    code_headers: tuple[str, ...] = ()
    code_kind: CodeKind | None = None
    lines: tuple[Line, ...] = ()
    direction: str = ""  # 收入 or 支出

    def line(self, key: str) -> Line | None:
        """The named row of that key."""
        return next((one for one in self.lines if one.key == key), None)


@dataclass(frozen=True, slots=True)
class TableTemplate:
    """One table: how it is recognised, whether a book must have it, what its cells mean."""

    code: str
    title: str
    book: Book
    panels: tuple[Panel, ...]
    aliases: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    required: bool = True
    may_be_empty: bool = False  # then a sentence has to say so: 本表无数据
    levels: tuple[str, ...] = ()  # 省, 市, 县; () is every level
    unit: str = "万元"  # where the sheet does not say

    def holds_in(self, year: int) -> bool:
        """Whether the books of that year have it in this form."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def panel(self, key: str) -> Panel | None:
        """The side of that key."""
        return next((one for one in self.panels if one.key == key), None)


class TemplateSet:
    """All templates; of one table several may be, each for its years."""

    def __init__(self, templates: Iterable[TableTemplate]) -> None:
        self._templates = tuple(templates)

    def __iter__(self) -> Iterator[TableTemplate]:
        return iter(self._templates)

    def of_book(self, book: Book, year: int, level: str = "") -> tuple[TableTemplate, ...]:
        """The tables a book of that year and level has, in their order."""
        return tuple(
            one
            for one in self._templates
            if one.book is book
            and one.holds_in(year)
            and (not level or not one.levels or level in one.levels)
        )
