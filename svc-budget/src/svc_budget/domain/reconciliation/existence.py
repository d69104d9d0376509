"""What has to stand somewhere: the sentence under an empty table, a row for every large project."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.money.money import Unit
from svc_budget.domain.reconciliation.findings import ABSENT, Finding, Mark, Side, State, Term
from svc_budget.domain.reconciliation.labels import plain
from svc_budget.domain.reconciliation.sentences import amount, named
from svc_budget.domain.reconciliation.shelf import OpenBook, OpenTable, Shelf
from svc_budget.domain.workbooks.books import Row, Table

NO_DATA = re.compile(r"无数据|空表|没有|未安排|无此|不涉及|未发生")
EMPTY_SHEET = re.compile(r"本表(?:无数据|为空)|空表")


@dataclass(frozen=True, slots=True)
class SaysEmpty:
    """An empty table has a sentence that says so and names what it is about; another has none."""

    table: str
    words: tuple[str, ...]  # one of them names the table's matter: 政府性基金

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """One finding."""
        opened = shelf.own.table(self.table)
        if opened is None:
            yield not_there(shelf.own, self.table)
            return
        yield self._of(opened.table, shelf)

    def _of(self, table: Table, shelf: Shelf) -> Finding:
        said = [one for one in map(_closed_up, table.sentences) if NO_DATA.search(one)]
        title = table.template.title
        if not table.is_empty:
            if any(EMPTY_SHEET.search(one) for one in said):
                return at_title(table, f"「{title}」有数据，表下却注明“{said[0]}”")
            return Finding(State.HELD)
        narrative = (_closed_up(one.text) for one in shelf.own.book.narrative)
        told = any(NO_DATA.search(one) and self._names(one) for one in narrative)
        if any(self._names(one) for one in said) or (told and not said):
            return Finding(State.HELD)
        if said:
            return at_title(table, f"「{title}」为空表，表下的说明“{said[0]}”说的不是这张表")
        return at_title(table, f"「{title}」为空表，没有“本表无数据”的说明")

    def _names(self, sentence: str) -> bool:
        return any(word in sentence for word in self.words)


def _closed_up(sentence: str) -> str:
    """Without the line breaks and wide blanks that a cell's layout puts between characters."""
    return re.sub(r"\s", "", sentence)


@dataclass(frozen=True, slots=True)
class HasRow:
    """Every detail row of an amount has a row of the same label in another table."""

    table: str
    column: str
    at_least: int  # fen
    other: str
    text: str = ""  # a column of the other table that may not be blank

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for each row that is large enough."""
        opened, other = shelf.own.table(self.table), shelf.own.table(self.other)
        if opened is None or other is None:
            yield not_there(shelf.own, self.table if opened is None else self.other)
            return
        large, unread = self._large(opened)
        yield from (Finding(State.UNREAD, Side((one,))) for one in unread)
        left: dict[str, list[Row]] = {}
        for row in other.rows(""):
            if not row.total:
                left.setdefault(plain(row.label), []).append(row)
        for term in large:
            found = _taken(term, left.get(plain(term.row.label), []))
            yield self._of(term, found, other.table.template.title)

    def _large(self, opened: OpenTable) -> tuple[list[Term], list[Term]]:
        """The rows that need one; and those that were not read."""
        terms = [
            Term(1, opened.table, row, self.column, cell)
            for row in opened.rows("")
            if not row.total and (cell := row.cells.get(self.column)) is not None
        ]
        unread = [one for one in terms if one.cell.fault]
        return [one for one in terms if _surely(one) >= self.at_least], unread

    def _of(self, term: Term, found: Row | None, title: str) -> Finding:
        if found is None:
            return self._broken(term, f"「{title}」中没有这个项目")
        if self.text and self.text in found.texts and not found.texts[self.text].strip():
            return self._broken(term, f"「{title}」中这个项目的“{self.text}”为空")
        return Finding(State.HELD)

    def _broken(self, term: Term, missing: str) -> Finding:
        value = amount(term.cell.amount or 0, term.table.unit)
        floor = amount(self.at_least, Unit.TEN_THOUSAND)
        remark = f"{named(term)} {value}，达到 {floor}，{missing}"
        return Finding(State.BROKEN, Side((term,)), remark=remark)


def _surely(term: Term) -> int:
    """The least it can have been before it was rounded to the step its table shows."""
    return (term.cell.amount or 0) - (term.table.quantum - 1) // 2


def at_title(table: Table, remark: str) -> Finding:
    """A broken place that is a whole table."""
    cell, title = table.title_cell, table.template.title
    row, column = (0, 0) if cell is None else (cell.row, cell.column)
    text = title if cell is None else cell.raw
    mark = Mark(table.sheet, row, column, text, table.code, title)
    return Finding(State.BROKEN, remark=remark, marks=(mark,))


def not_there(book: OpenBook, table: str) -> Finding:
    """What is found where a table is not in the book."""
    if book.is_due(table):
        return Finding(State.MISSING, note=f"缺少“{book.title(table)}”")
    return ABSENT


def _taken(term: Term, called_so: list[Row]) -> Row | None:
    """A row of the same label, not to be taken again: of several, one of the same amount."""
    same = (row for row in called_so for cell in row.cells.values()
            if cell.amount == term.cell.amount)  # fmt: skip
    found = next(same, called_so[0] if called_so else None)
    if found is not None:
        called_so.remove(found)
    return found
