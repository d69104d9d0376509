"""Items of spending told one by one, against their tables and against each other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import ABSENT, Finding, Side, State, Term
from svc_budget.domain.reconciliation.labels import plain
from svc_budget.domain.reconciliation.shelf import OpenBook, OpenTable, Shelf
from svc_budget.domain.reconciliation.texts.amounts import Told
from svc_budget.domain.reconciliation.texts.figures import NO_NARRATIVE, judged
from svc_budget.domain.reconciliation.texts.item_paths import Item, Path
from svc_budget.domain.workbooks.books import Row


def items_in(shelf: Shelf, section: str) -> Iterator[Item]:
    """All items under headings of a pattern."""
    wanted = re.compile(section)
    return (one for one in shelf.items if wanted.search(one.passage.section))


def paths_of(opened: OpenTable) -> Mapping[Path, Row]:
    """The items of a table by the names of their class, group and item."""
    names = {row.code: plain(row.label) for row in opened.rows("") if row.code}
    return {
        (names.get(row.code[:3], ""), names.get(row.code[:5], ""), names[row.code]): row
        for row in opened.rows("")
        if len(row.code) == len("2050101")
    }


@dataclass(frozen=True, slots=True)
class ItemAmounts:
    """The amount of every item as its table has it."""

    section: str
    table: str
    column: str
    stage: str = "决算"
    place: str = ""  # the budget beside

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every item whose row is in the table."""
        if not shelf.passages:
            yield ABSENT if self.place else NO_NARRATIVE
            return
        if self.place and not shelf.books(self.place):
            yield Finding(State.MISSING, note="没有可供核对的本年预算")
            return
        for book in shelf.books(self.place):
            yield from self._of(shelf, book)

    def _of(self, shelf: Shelf, book: OpenBook) -> Iterator[Finding]:
        opened = book.table(self.table)
        if opened is None:
            return
        rows = paths_of(opened)
        for item in items_in(shelf, self.section):
            row, said = rows.get(item.path), item.amount(self.stage)
            cell = None if row is None else row.cells.get(self.column)
            if row is not None and cell is not None and said is not None:
                term = Term(1, opened.table, row, self.column, cell, book.name)
                state = Finding(State.UNREAD, Side((term,)))
                yield state if cell.fault else judged(item.passage, said, term)


@dataclass(frozen=True, slots=True)
class ToldTwice:
    """One item with two amounts in the text."""

    section: str
    stage: str = "决算"

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every item told more than once."""
        if not shelf.passages:
            yield NO_NARRATIVE
            return
        known: dict[tuple[str, Path], list[tuple[Item, Told]]] = defaultdict(list)
        for item in items_in(shelf, self.section):
            said = item.amount(self.stage)
            if said is not None:
                known[item.passage.section, item.path].append((item, said))
        for told_ones in known.values():
            first, *others = told_ones
            yield from (self._judged(first, other) for other in others)
            if not others:
                yield Finding(State.HELD)

    def _judged(self, first: tuple[Item, Told], other: tuple[Item, Told]) -> Finding:
        (one, before), (again, now) = first, other
        if abs(before.fen - now.fen) <= max(before.quantum, now.quantum):
            return Finding(State.HELD)
        name = again.path[2]
        remark = (
            f"“{name}（项）”在{one.passage.where}为 {before.raw}，在{again.passage.where}又为"
            f" {now.raw}"
        )
        marks = (again.passage.mark(name), one.passage.mark(name))
        return Finding(State.BROKEN, sign="文", remark=remark, marks=marks)


@dataclass(frozen=True, slots=True)
class ItemNames:
    """Every item of the text is in a table, under these names."""

    section: str
    table: str

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every item."""
        opened = shelf.own.table(self.table)
        if opened is None or opened.table.is_empty:
            return
        rows = paths_of(opened)
        for item in items_in(shelf, self.section):
            if item.path in rows:
                yield Finding(State.HELD)
                continue
            name = "".join(
                f"{one}（{level}）" for one, level in zip(item.path, "类款项", strict=True)
            )
            remark = f"{item.passage.where}的“{name}”在「{opened.table.template.title}」中没有"
            mark = item.passage.mark(name)
            yield Finding(State.BROKEN, sign="文", remark=remark, marks=(mark,))
