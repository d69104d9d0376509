"""Amounts a narrative gives by name, against the cells they stand for.

A figure is a phrase right before an amount, under headings of a pattern: “本年收入合计5.37万元”.
What a clause tells of another year is left alone. An amount that is right but for the word 元 or
万元 is a slip, which has a rule of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.evaluation import Hand, evaluate
from svc_budget.domain.reconciliation.expressions import Expression, Operand
from svc_budget.domain.reconciliation.findings import Finding, Side, State, Term
from svc_budget.domain.reconciliation.names import Name
from svc_budget.domain.reconciliation.sentences import amount
from svc_budget.domain.reconciliation.sentences import told as told_cell
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.reconciliation.texts.amounts import AMOUNT, Told, told
from svc_budget.domain.reconciliation.texts.passages import Passage

JOINED = r"(?:总额|金额|数)?(?:[为是共约]|共计|合计|总计)?[:：]?\s*"
CLAUSE = re.compile(r"[，。；：,;:、]")
YEAR = re.compile(r"(20\d\d)\s*年|上年|去年")
WORDS = {"=": "为", "<=": "最多为"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A phrase, the headings it is looked for under, and its cell."""

    phrase: re.Pattern[str]
    section: re.Pattern[str]
    cell: Name
    sign: str = "="

    @classmethod
    def made(cls, phrase: str, section: str, cell: Name, sign: str = "=") -> "Figure":
        """From a plain phrase (or several with |) and a pattern of headings."""
        pattern = re.compile(rf"(?P<phrase>{phrase}){JOINED}{AMOUNT}")
        return cls(pattern, re.compile(section), cell, sign)

    def term(self, shelf: Shelf) -> Term | None:
        """Its cell, where it has one that could be read."""
        side = evaluate(Expression("", (Operand(1, self.cell),)), shelf, Hand())
        found = next(iter(side.terms), None)
        return None if found is None or found.cell.fault else found

    def mentions(self, shelf: Shelf) -> Iterator[tuple[Passage, Told]]:
        """Every place the narrative gives it for the book's year."""
        for passage in shelf.under(self.section):
            for found in self.phrase.finditer(passage.text):
                if not of_other_year(passage.text, found.start(), shelf.context.year):
                    yield passage, told(found)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a statement. With `slips` only those wrong by the word 元, else the rest."""

    figures: tuple[Figure, ...]
    slips: bool = False

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every mention."""
        if not shelf.passages:
            yield NO_NARRATIVE
            return
        for figure in self.figures:
            term = figure.term(shelf)
            if term is not None:
                for passage, said in figure.mentions(shelf):
                    yield judged(passage, said, term, figure.sign, slips=self.slips)


NO_NARRATIVE = Finding(State.MISSING, note="没有文字说明")


def judged(
    passage: Passage, said: Told, term: Term, sign: str = "=", *, slips: bool = False
) -> Finding:
    """An amount of the text against a cell."""
    value, quantum = term.cell.amount or 0, term.table.quantum
    margin, difference = max(quantum, said.quantum), said.fen - value
    holds = difference <= margin if sign == "<=" else abs(difference) <= margin
    slipped = not holds and said.slipped(value, quantum)
    if holds or slipped != slips:
        return Finding(State.HELD if difference == 0 else State.ROUNDED)
    remark = f"{passage.quoted(said.start, said.end)}中的 {said.raw}，表中{told_cell(term)}"
    if slips:
        remark += "，数字相同而单位不同，可能把元、万元写错"
    elif sign == "<=":
        remark += f"，多出 {amount(difference, term.table.unit)}"
    else:
        remark += f"，相差 {amount(abs(difference), term.table.unit)}"
    mark = passage.mark(f"{term.table.code}.{term.row.code or term.row.key}.{term.column}")
    return Finding(
        State.BROKEN, Side(constant=said.fen, fixed=True), Side((term,)), "文",
        difference, margin, remark, (mark,),
    )  # fmt: skip


def of_other_year(text: str, at: int, year: int) -> bool:
    """Whether the clause before a place speaks of another year than the book's."""
    clause = CLAUSE.split(text[:at])[-1]
    years = [found[1] for found in YEAR.finditer(clause)]
    return any(one is None or int(one) != year for one in years)
