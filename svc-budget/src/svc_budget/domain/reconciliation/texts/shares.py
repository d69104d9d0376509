"""Shares of a whole (占比), reckoned again: of the amounts in the text, over a fixed whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svc_budget.domain.reconciliation.evaluation import Hand, evaluate
from svc_budget.domain.reconciliation.expressions import Expression, Operand
from svc_budget.domain.reconciliation.findings import Finding, State
from svc_budget.domain.reconciliation.names import Name
from svc_budget.domain.reconciliation.rates import Rate, rate, shown_rate
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.reconciliation.texts.amounts import NUMBER, Told, named, told
from svc_budget.domain.reconciliation.texts.figures import JOINED, NO_NARRATIVE
from svc_budget.domain.reconciliation.texts.passages import Passage

SHARE = re.compile(
    rf"{named('part_')}\s*[，,]?\s*(?:约)?占(?P<of>[^，。；,;\d]*?)的?(?:比重|比例)?[为是约]?\s*"
    rf"(?P<share>{NUMBER})\s*%"
)
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Whole:
    """What shares under headings of a pattern are of, where a sentence does not say."""

    section: re.Pattern[str]
    cell: Name


@dataclass(frozen=True, slots=True)
class Shares:
    """`named`: wholes by the words a sentence says they are (本年支出合计)."""

    wholes: tuple[Whole, ...]
    named: Mapping[str, Name]

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every share whose whole is known."""
        if not shelf.passages:
            yield NO_NARRATIVE
            return
        for passage in shelf.passages:
            for found in SHARE.finditer(passage.text):
                whole = self._whole(shelf, passage, found)
                if whole is not None:
                    yield _judged(passage, found, told(found, "part_"), *whole)

    def _whole(
        self, shelf: Shelf, passage: Passage, found: re.Match[str]
    ) -> tuple[int, int, str] | None:
        """The whole in fen, its quantum and its name."""
        of = found["of"].strip()
        for words, name in self.named.items():
            if of and of.endswith(words):
                return _cell(shelf, name)
        if of:
            return _said(passage.text[: found.start()], of)
        section = (one for one in self.wholes if one.section.search(passage.section))
        default = next(section, None)
        return None if default is None else _cell(shelf, default.cell)


def _cell(shelf: Shelf, name: Name) -> tuple[int, int, str] | None:
    side = evaluate(Expression("", (Operand(1, name),)), shelf, Hand())
    term = next(iter(side.terms), None)
    if term is None or term.cell.amount is None:
        return None
    return term.cell.amount, term.table.quantum, f"{term.table.template.title}的“{term.row.label}”"


def _said(before: str, of: str) -> tuple[int, int, str] | None:
    """A whole the passage itself has just given."""
    found = list(re.finditer(rf"{re.escape(of)}{JOINED}{named('w_')}", before))
    if not found:
        return None
    whole = told(found[-1], "w_")
    return whole.fen, whole.quantum, of


def _judged(
    passage: Passage, found: re.Match[str], part: Told, whole: int, quantum: int, name: str
) -> Finding:
    share = found["share"].replace(",", "")
    said = Rate.stated(share, round(float(share) * HUNDREDTHS))
    if whole == 0:
        remark = f"{passage.quoted(*found.span('share'))}：{name}为零，不能计算占比"
        return Finding(State.BROKEN, sign="文", remark=remark, marks=(passage.mark(share),))
    reckoned = rate(part.fen, whole, (part.quantum, quantum))
    if reckoned.agrees(said):
        return Finding(State.HELD)
    remark = (
        f"{passage.quoted(found.start('share'), found.end())}：{part.raw}占{name}应为"
        f" {shown_rate(reckoned.value)}，文字写作 {found['share']}%"
    )
    return Finding(State.BROKEN, sign="文", remark=remark, marks=(passage.mark(f"占{name}"),))
