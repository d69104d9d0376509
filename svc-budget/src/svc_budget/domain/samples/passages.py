"""What both books' narratives are written with: the book, the year before, the budget beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.samples.money_flows import YearFigures
from svc_budget.domain.samples.tables import Passage, SampleBook
from svc_budget.domain.samples.telling import change, reason_for


@dataclass(frozen=True, slots=True)
class Story:
    """A book with all its narrative speaks of. `before` is the same book of the last year."""

    book: SampleBook
    figures: YearFigures
    before: SampleBook
    figures_before: YearFigures
    budget: SampleBook  # of the same year
    codes: CodeLists

    @property
    def year(self) -> int:
        """The year it is of."""
        return self.book.year

    @property
    def name(self) -> str:
        """The unit's."""
        return self.book.unit.name

    def value(self, table: str, row: str, column: str, side: str = "") -> int:
        """An amount of the book; 0 where the table is not in it."""
        return _value(self.book, table, row, column, side)

    def last(self, table: str, row: str, column: str, side: str = "") -> int:
        """The same of the year before."""
        return _value(self.before, table, row, column, side)

    def planned(self, table: str, row: str, column: str, side: str = "") -> int:
        """An amount of the budget."""
        return _value(self.budget, table, row, column, side)

    def items(self, table: str) -> Iterator[str]:
        """The codes of items (项) a table has, in order."""
        found = self.book.tables.get(table)
        rows = found.sides[""] if found else ()
        return (row.code for row in rows if len(row.code) == len("2010101"))

    def path(self, code: str) -> str:
        """教育支出（类）教育管理事务（款）行政运行（项）."""
        ends = ((3, "类"), (5, "款"), (7, "项"))
        return "".join(f"{self.name_of(code[:digits])}（{word}）" for digits, word in ends)

    def name_of(self, code: str) -> str:
        """A functional code's name in that year."""
        return self.codes.name_in(CodeKind.FUNCTION, code, self.year)

    def economic_name(self, code: str) -> str:
        """An economic code's name in that year."""
        return self.codes.name_in(CodeKind.DEPARTMENT_ECONOMIC, code, self.year)

    def change(self, now: int, before: int, turn: int) -> str:
        """How an amount changed against the year before, and why."""
        return change(now, before, reason_for(now, before, turn))


def _value(book: SampleBook, table: str, row: str, column: str, side: str) -> int:
    found = book.tables.get(table)
    return 0 if found is None else found.value(side, row, column)


def numbered(texts: Iterator[tuple[str, str]]) -> tuple[Passage, ...]:
    """Passages from keys and texts."""
    return tuple(Passage(key, text) for key, text in texts)
