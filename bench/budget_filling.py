"""One of the workers that take a province's workbooks from upload to publication.

python bench/budget_filling.py FOLDER UNITS FIRST LAST PART PARTS [--wide] [--profile FILE]

Started with a service's environment. Every step is a use case in a unit of work of its own, as
its route makes it; the events it tells wait in the outbox for a relay. Its last line is JSON:
seconds by step, of every workbook.
"""

import argparse
import asyncio
import cProfile
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
from budget_books import TREASURER, HandedIn, Size, books_of

from shared.database import Pool, UnitOfWork, open_pool, unit_of_work
from svc_budget.domain.submissions.findings import Findings
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.workbooks.books import RecognisedBook
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.settings import BudgetSettings
from svc_budget.storage.submissions import findings as kept_findings
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.openness.scoring import note_evidence
from svc_budget.use_cases.submissions.approving import approve_submission
from svc_budget.use_cases.submissions.examining import Asked, Examiner, Neighbours
from svc_budget.use_cases.submissions.publishing import publish_submission
from svc_budget.use_cases.submissions.reasons import explain_issue
from svc_budget.use_cases.submissions.uploading import upload_submission

PIECE = 1 << 18


@dataclass
class Clock:
    """Seconds by step, workbook by workbook."""

    steps: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def taking(self, step: str) -> Iterator[None]:
        """The block is one step of one workbook."""
        began = time.perf_counter()
        yield
        self.steps.setdefault(step, []).append(time.perf_counter() - began)


@dataclass(frozen=True)
class TimedExaminer:
    """The service's own examiner, its steps timed."""

    inner: Examiner
    clock: Clock

    async def read(self, path: Path) -> Sequence[Grid]:
        """The sheets of a file."""
        with self.clock.taking("read"):
            return await self.inner.read(path)

    def recognise(self, grids: Sequence[Grid], asked: Asked) -> RecognisedBook:
        """The tables among them."""
        with self.clock.taking("recognise"):
            return self.inner.recognise(grids, asked)

    def check(self, book: RecognisedBook, asked: Asked, beside: Neighbours) -> Findings:
        """Every rule's outcome."""
        with self.clock.taking("check"):
            return self.inner.check(book, asked, beside)


@dataclass
class Worker:
    """Takes workbooks along their way, one after the other."""

    pool: Pool
    office: Office
    clock: Clock
    explained: int = 0

    async def publish(self, one: HandedIn) -> None:
        """Upload, check, approve, publish; note what openness looks at."""
        with self.clock.taking("upload"):
            async with self._work() as work:
                found = await self._uploaded(work, one)
        await self._explain(found)
        with self.clock.taking("approve"):
            async with self._work() as work:
                await approve_submission(work, self.office, TREASURER, found.submission_id)
        with self.clock.taking("publish"):
            async with self._work() as work:
                await publish_submission(work, TREASURER, found.submission_id)
        with self.clock.taking("openness"):
            async with self._work() as work:
                await note_evidence(work, found.submission_id, one.year)

    def _work(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return unit_of_work(self.pool, datetime.now(UTC), actor="system:bench")

    async def _uploaded(self, work: UnitOfWork, one: HandedIn) -> Submission:
        wanted = (one.unit.code, one.year, one.book)
        content = (_chunks(one.path), one.path.name)
        return await upload_submission(work, self.office, TREASURER, wanted, content)

    async def _explain(self, found: Submission) -> None:
        """Give every warning a reason."""
        if not found.warnings:
            return
        async with self._work() as work:
            for number in await kept_findings.unreasoned(work, found.submission_id):
                place = (found.submission_id, number)
                await explain_issue(work, TREASURER, place, "已核对", lambda _: None)
                self.explained += 1


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    content = await asyncio.to_thread(path.read_bytes)
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]


async def fill(folder: Path, size: Size, part: int, parts: int) -> None:
    """Take one worker's share all the way."""
    settings, clock = BudgetSettings(), Clock()  # type: ignore[call-arg]
    pool = await open_pool(settings.dsn, size=2, application="bench-filling")
    office = settings.office()
    office = replace(office, examiner=TimedExaminer(office.examiner, clock), patience=60.0)
    worker = Worker(pool, office, clock)
    for one in books_of(folder, size, part, parts):
        await worker.publish(one)
    await pool.close()
    told = {"steps": clock.steps, "explained": worker.explained}
    sys.stdout.write(f"{orjson.dumps(told).decode()}\n")


def main() -> None:
    """Fill, under a profile when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for name in ("units", "first", "last", "part", "parts"):
        parser.add_argument(name, type=int)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--profile", type=Path)
    asked = parser.parse_args()
    size = Size(asked.units, asked.first, asked.last, asked.wide)
    profile = cProfile.Profile()
    if asked.profile:
        profile.enable()
    asyncio.run(fill(asked.folder, size, asked.part, asked.parts))
    if asked.profile:
        profile.disable()
        profile.dump_stats(asked.profile)


if __name__ == "__main__":
    main()
