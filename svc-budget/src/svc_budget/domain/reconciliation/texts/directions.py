"""Words of direction against the amounts they speak of, and reasons where amounts differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import Finding, State
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.reconciliation.texts.amounts import Told, named, told
from svc_budget.domain.reconciliation.texts.figures import NO_NARRATIVE, Figure
from svc_budget.domain.reconciliation.texts.passages import Passage
from svc_budget.domain.reconciliation.texts.rates_told import PLANNED, SPENT

BOTH = re.compile(PLANNED + SPENT)
WORD = re.compile(
    r"决算数?(?P<word>大于|小于|等于|高于|低于|多于|少于|与)[^，。；]{0,8}预算数?(?P<even>持平|相等|一致)?"
)
MORE, LESS = {"大于", "高于", "多于"}, {"小于", "低于", "少于"}
REASON = re.compile(r"原因(?:是|为|：|:)?\s*(?P<told>[^。；，\s]+)|由于\S+|因为\S+")
CHANGE = re.compile(rf"(?P<way>增加|减少)(?:了)?\s*{named('by_')}")
NEXT_YEAR = re.compile(r"(?:与|比|较)\s*(?:20\d\d年度?|上年|上一年度?)[^。；]*?$")


@dataclass(frozen=True, slots=True)
class Directions:
    """决算数大于预算数 where it is; 增加 where it grew; and a reason wherever they differ."""

    compared: tuple[Figure, ...] = ()  # figures whose cell is known of the year before too
    before: tuple[Figure, ...] = ()

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every comparison."""
        if not shelf.passages:
            yield NO_NARRATIVE
            return
        for passage in shelf.passages:
            for found in BOTH.finditer(passage.text):
                yield _planned(passage, found)
            for change in CHANGE.finditer(passage.text):
                if NEXT_YEAR.search(passage.text[: change.start()]):
                    yield _explained(passage, change)
        for now, before in zip(self.compared, self.before, strict=True):
            yield from _against_last_year(shelf, now, before)


def _planned(passage: Passage, found: re.Match[str]) -> Finding:
    plan, done = told(found, "plan_"), told(found, "done_")
    rest = passage.text[found.end() :].partition("。")[0]
    word = WORD.search(rest)
    difference = done.fen - plan.fen
    if abs(difference) < max(plan.quantum, done.quantum):
        difference = 0
    if word and not _fits(word, difference):
        remark = f"{passage.where}写“{word.group()}”，而决算 {done.raw}、预算 {plan.raw}，方向不符"
        return _broken(passage, remark)
    if difference and not _reason(rest):
        remark = f"{passage.where}：决算 {done.raw}与预算 {plan.raw}不同，没有说明主要原因"
        return _broken(passage, remark)
    return Finding(State.HELD)


def _fits(word: re.Match[str], difference: int) -> bool:
    if word["even"] or word["word"] in {"等于", "与"}:
        return difference == 0
    return difference > 0 if word["word"] in MORE else difference < 0


def _reason(text: str) -> bool:
    found = REASON.search(text)
    return bool(found and found.group().strip())


def _explained(passage: Passage, change: re.Match[str]) -> Finding:
    by = told(change, "by_")
    rest = passage.text[change.end() :].partition("。")[0]
    if by.fen == 0 or _reason(rest):
        return Finding(State.HELD)
    remark = f"{passage.quoted(change.start(), change.end())}：与上年不同，没有说明主要原因"
    return _broken(passage, remark)


def _against_last_year(shelf: Shelf, now: Figure, before: Figure) -> Iterator[Finding]:
    this, last = now.term(shelf), before.term(shelf)
    if this is None or last is None:
        return
    difference = (this.cell.amount or 0) - (last.cell.amount or 0)
    margin = max(this.table.quantum, last.table.quantum) * 2
    for passage, said, way in _changes(shelf, now):
        stated = said.fen if way == "增加" else -said.fen
        if abs(stated - difference) <= margin + said.quantum:
            yield Finding(State.HELD)
            continue
        real = "增加" if difference > 0 else "减少"
        remark = (
            f"{passage.quoted(said.start - len(way), said.end)}，按两年决算表应为{real}"
            f" {_plain(abs(difference), said)}"
        )
        yield _broken(passage, remark)


def _changes(shelf: Shelf, figure: Figure) -> Iterator[tuple[Passage, Told, str]]:
    """What the narrative says a figure changed by: the first change after it was given."""
    for passage, said in figure.mentions(shelf):
        change = CHANGE.search(passage.text, said.end)
        if change and NEXT_YEAR.search(passage.text[: change.start()]):
            yield passage, told(change, "by_"), change["way"]


def _plain(fen: int, like: Told) -> str:
    unit = like.raw[-2:] if like.raw.endswith(("万元", "亿元")) else "元"
    scale = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}[unit]
    return f"{fen / scale:,.2f} {unit}"


def _broken(passage: Passage, remark: str) -> Finding:
    return Finding(State.BROKEN, sign="文", remark=remark, marks=(passage.mark("增减"),))
