"""The examiner of a process: its reader of files, templates, codes and rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from svc_budget.domain.codes.codes import CodeLists
from svc_budget.domain.reconciliation.checking import RuleSet, check
from svc_budget.domain.reconciliation.shelf import Context
from svc_budget.domain.submissions.findings import Findings
from svc_budget.domain.templates.templates import TemplateSet
from svc_budget.domain.workbooks.books import RecognisedBook
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.domain.workbooks.recognising import recognise
from svc_budget.use_cases.submissions.examining import Asked, Neighbours


class Reader(Protocol):
    """Reads the files of strangers, confined."""

    async def read(self, path: Path) -> Sequence[Grid]:
        """The sheets of a file. Refused when it cannot be read."""


@dataclass(frozen=True, slots=True)
class BookExaminer:
    """Reads workbooks, recognises their tables, runs the rules."""

    reader: Reader
    templates: TemplateSet
    codes: CodeLists
    rules: RuleSet

    async def read(self, path: Path) -> Sequence[Grid]:
        """The sheets of a file. Refused as its reader refuses."""
        return await self.reader.read(path)

    def recognise(self, grids: Sequence[Grid], asked: Asked) -> RecognisedBook:
        """The tables among them."""
        level = asked.unit.level
        return recognise(grids, self.templates, asked.year, asked.book, level, self.codes)

    def check(self, book: RecognisedBook, asked: Asked, beside: Neighbours) -> Findings:
        """Every rule's outcome."""
        context = Context(
            asked.book, asked.year, self.templates, self.codes, level=asked.unit.level,
            unit_name=asked.unit.name, other_names=beside.other_names, previous=beside.previous,
            budget=beside.budget, units=beside.units, upper=beside.upper, lower=beside.lower,
            published_on=asked.today,
        )  # fmt: skip
        return Findings(check(book, self.rules, context), {one.id: one for one in self.rules})
