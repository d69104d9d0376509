"""From a file to what was found in it: read, recognised, checked."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from svc_budget.domain.submissions.findings import Findings
from svc_budget.domain.submissions.identity import refuse_other_workbook
from svc_budget.domain.submissions.states import Step
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import Unit
from svc_budget.domain.workbooks.books import RecognisedBook
from svc_budget.domain.workbooks.grids import Grid


@dataclass(frozen=True, slots=True)
class Asked:
    """As which book a file was uploaded."""

    unit: Unit
    year: int
    book: Book
    today: date


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Published books that rules compare with; those that are not there are None or missing."""

    previous: RecognisedBook | None = None  # the final account of the year before
    budget: RecognisedBook | None = None  # the budget of the same year
    units: Mapping[str, RecognisedBook] = field(default_factory=dict)  # of a department, by name
    upper: RecognisedBook | None = None  # of the government above
    lower: Mapping[str, RecognisedBook] = field(default_factory=dict)  # of those below
    other_names: tuple[str, ...] = ()  # of the other units of the region


@dataclass(frozen=True, slots=True)
class Found:
    """All that a workbook gave."""

    grids: Sequence[Grid]
    book: RecognisedBook
    findings: Findings


class Examiner(Protocol):
    """Reads workbooks, recognises their tables, runs the rules."""

    async def read(self, path: Path) -> Sequence[Grid]:
        """The sheets of a file. Refused when it cannot be read."""

    def recognise(self, grids: Sequence[Grid], asked: Asked) -> RecognisedBook:
        """The tables among them."""

    def check(self, book: RecognisedBook, asked: Asked, beside: Neighbours) -> Findings:
        """Every rule's outcome."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What an examination asks for on its way: to tell a step, to fetch the books beside it."""

    told: Callable[[Step], Awaitable[None]]
    beside: Callable[[], Awaitable[Neighbours]]


async def examine(examiner: Examiner, path: Path, asked: Asked, steps: Steps) -> Found:
    """Take the steps one after the other, each told before it begins.

    Refused as `refuse_other_workbook` and the reader refuse.
    """
    await steps.told(Step.READING)
    grids = await examiner.read(path)
    await steps.told(Step.RECOGNISING)
    book = await asyncio.to_thread(examiner.recognise, grids, asked)
    refuse_other_workbook(book, asked.unit, asked.year, asked.book)
    await steps.told(Step.CHECKING)
    beside = await steps.beside()
    findings = await asyncio.to_thread(examiner.check, book, asked, beside)
    return Found(grids, book, findings)


async def in_one_go(_: Step) -> None:
    """Nobody waits for steps taken inside one transaction."""
