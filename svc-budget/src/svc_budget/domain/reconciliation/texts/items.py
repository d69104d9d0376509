"""Items of spending told one by one, by their path: 教育支出（类）普通教育（款）小学教育（项）."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import ABSENT, Finding, Side, State, Term
from svc_budget.domain.reconciliation.labels import plain
from svc_budget.domain.reconciliation.shelf import OpenBook, OpenTable, Shelf
from svc_budget.domain.reconciliation.texts.amounts import Told, named, told
from svc_budget.domain.reconciliation.texts.figures import NO_NARRATIVE, judged
from svc_budget.domain.reconciliation.texts.passages import Passage
from svc_budget.domain.workbooks.books import Row

PATH = re.compile(
    r"(?:^|[。；;、.．,，：:\s\d另])(?P<class>[^。；;、.．，：:\s（(]*(?:[（(][^）)类款项]*[）)])?[^。；;、.．，：:\s（(]*)"
    r"[（(]类[）)]\s*(?P<group>.+?)[（(]款[）)]\s*(?P<item>.+?)[（(]项[）)]"
)
STAGES = {
    "决算": re.compile(rf"(?:支出)?决算数?(?:为|是)?\s*{named('a_')}"),
    "年初预算": re.compile(rf"年初预算数?(?:为|是)?\s*{named('a_')}"),
    "本年预算": re.compile(rf"(?:预算数?|支出|安排)?(?:为|是)?\s*{named('a_')}"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the text: its path, where it stands, and the text up to the next item."""

    passage: Passage
    path: tuple[str, str, str]
    start: int
    end: int  # of its path
    until: int

    def amount(self, stage: str) -> Told | None:
        """What the text gives for a stage."""
        found = STAGES[stage].search(self.passage.text, self.end, self.until)
        return None if found is None else told(found, "a_")


def items_in(shelf: Shelf, section: str) -> Iterator[Item]:
    """All items under headings of a pattern."""
    wanted = re.compile(section)
    for passage in shelf.passages:
        if not wanted.search(passage.section):
            continue
        found = list(PATH.finditer(passage.text))
        for number, one in enumerate(found):
            last = number + 1 == len(found)
            until = len(passage.text) if last else found[number + 1].start()
            path = tuple(plain(one[part]) for part in ("class", "group", "item"))
            yield Item(passage, path, one.start("class"), one.end(), until)  # type: ignore[arg-type]


def paths_of(opened: OpenTable) -> Mapping[tuple[str, str, str], Row]:
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
        known: dict[tuple[str, tuple[str, str, str]], list[tuple[Item, Told]]] = defaultdict(list)
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
