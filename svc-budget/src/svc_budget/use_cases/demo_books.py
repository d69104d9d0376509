"""The demo's books: made by the generator, then taken through every step a real one takes."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shared.database import UnitOfWork
from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.clocks.duties import Anchor
from svc_budget.domain.execution.reports import Report, ReportedLine
from svc_budget.domain.execution.series import Line
from svc_budget.domain.money.money import Unit as MoneyUnit
from svc_budget.domain.samples.books import Forms
from svc_budget.domain.samples.runs import drafted
from svc_budget.domain.samples.scenes import Studio
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.submissions.states import State
from svc_budget.domain.templates.templates import BOOK_NAMES, Book
from svc_budget.storage.execution import reports
from svc_budget.storage.openness.anchors import Began
from svc_budget.storage.submissions import findings, submissions
from svc_budget.storage.units import units
from svc_budget.use_cases.demo import BOOKS, demo_id, finance_of, kept_in
from svc_budget.use_cases.execution.reports import publish_month
from svc_budget.use_cases.finance_departments import region_of_finance
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.openness.periods import begin_period
from svc_budget.use_cases.submissions.approving import approve_submission
from svc_budget.use_cases.submissions.correcting import correct_submission
from svc_budget.use_cases.submissions.publishing import publish_submission
from svc_budget.use_cases.submissions.reasons import explain_issue
from svc_budget.use_cases.submissions.uploading import upload_submission

Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
PATIENCE = 60.0  # nobody waits for an answer while the demo is loaded
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class DemoBook:
    """One book, as the file describes it."""

    unit: str
    year: int
    book: Book
    plant: str = ""
    reason: str = ""
    until: str = "published"
    corrected: str = ""


async def load_books(begin: Begin, office: Office, folder: Path) -> int:
    """Take in the books that are not there yet; answers how many."""
    kept = kept_in(folder, BOOKS)
    patient = replace(office, patience=PATIENCE)
    loaded = 0
    for one in kept["books"]:
        book = DemoBook(**{**one, "book": Book(one["book"])})
        async with begin() as work:
            known = await submissions.next_version(work, book.unit, book.year, book.book) > 1
        if not known:
            await _Taking(begin, patient, book, kept["seed"]).run()
            loaded += 1
    await _begin_periods(begin, kept["replies"])
    await _publish_months(begin, kept["execution"])
    return loaded


class _Taking:
    """One book on its way."""

    def __init__(self, begin: Begin, office: Office, book: DemoBook, seed: int) -> None:
        self._begin = begin
        self._office = office
        self._book = book
        self._seed = seed

    async def run(self) -> None:
        """From the file to the page of the public, as far as the book goes."""
        submission_id = await self._uploaded(self._book.plant)
        if self._book.reason:
            await self._explained(submission_id)
        if self._book.until != State.PUBLISHED.value:
            return
        await self._published(submission_id)
        if self._book.corrected:
            async with self._begin() as work:
                caller = await finance_of(work)
                await correct_submission(work, caller, submission_id, self._book.corrected)
            await self._published(await self._uploaded(""))

    async def _uploaded(self, plant: str) -> Any:
        book = self._book
        async with self._begin() as work:
            unit = await units.with_code(work, book.unit)
            if unit is None:
                raise LookupError(book.unit)
            sample = SampleUnit(unit.code, unit.name, unit.level)
            content = self._made(sample, plant)
            name = f"{unit.name}{book.year}年{BOOK_NAMES[book.book]}.xlsx"
            wanted = (book.unit, book.year, book.book)
            taken = await upload_submission(
                work, self._office, await finance_of(work), wanted, (_whole(content), name)
            )
        return taken.submission_id

    def _made(self, unit: SampleUnit, plant: str) -> bytes:
        forms = Forms(self._office.templates, self._office.codes)
        studio, book = Studio(forms, (unit,), self._seed), self._book
        altered = studio.planted(unit, book.year, book.book, plant) if plant else None
        scene = altered.scene if altered else studio.scene(unit, book.year, book.book)
        return written(drafted(scene.book, self._seed, messy=False))

    async def _explained(self, submission_id: Any) -> None:
        async with self._begin() as work:
            for number in await findings.unreasoned(work, submission_id):
                place = (submission_id, number)
                caller = await finance_of(work)
                await explain_issue(work, caller, place, self._book.reason, _any_version)

    async def _published(self, submission_id: Any) -> None:
        async with self._begin() as work:
            await approve_submission(work, self._office, await finance_of(work), submission_id)
        async with self._begin() as work:
            await publish_submission(work, await finance_of(work), submission_id)


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _any_version(_: int) -> None:
    """Nobody else writes while the demo is loaded."""


async def _begin_periods(begin: Begin, replies: list[Mapping[str, Any]]) -> None:
    for one in replies:
        async with begin() as work:
            region = await region_of_finance(work, await finance_of(work))
            began = Began(
                demo_id("reply", one["unit"]), Anchor.REPLY, one["unit"], one["year"],
                one["stage"], one["began"], one["reference"], 0,
            )  # fmt: skip
            await begin_period(work, region, began, _any_version)


async def _publish_months(begin: Begin, kept: Mapping[str, Any]) -> None:
    region, lines = kept["region"], kept["lines"]
    for year, months in kept["percent"].items():
        for month, percents in enumerate(months, 1):
            async with begin() as work:
                if await reports.current(work, region, year, month) is None:
                    reported = tuple(map(_line, lines, percents))
                    await publish_month(work, region, Report(year, month, reported))


def _line(kept: Mapping[str, Any], percent: int) -> ReportedLine:
    budget = kept["budget"] * MoneyUnit.TEN_THOUSAND.fen
    cumulative = budget * percent // HUNDRED
    return ReportedLine(Line(kept["side"], kept["key"], kept["label"], cumulative), budget, "")
