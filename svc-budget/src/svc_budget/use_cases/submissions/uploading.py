"""Upload a workbook: a new version, or another file for the one that is not published yet."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.budget import SubmissionUploaded
from shared.file_types import HTML, XLS, XLSX
from shared.identity import Caller
from shared.ids import new_id
from shared.office_hours import china_time
from shared.uploads import Upload, received
from svc_budget.domain.submissions.identity import refuse_other_book
from svc_budget.domain.submissions.states import State, Step
from svc_budget.domain.submissions.submissions import SourceFile, Submission
from svc_budget.domain.templates.templates import Book
from svc_budget.storage.facts import facts as kept_facts
from svc_budget.storage.submissions import sheets, submissions
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.submissions.beside import neighbours
from svc_budget.use_cases.submissions.examining import (
    Asked,
    Found,
    Steps,
    examine,
    in_one_go,
)
from svc_budget.use_cases.submissions.keeping import keep
from svc_budget.use_cases.submissions.telling import facts, named
from svc_budget.use_cases.units.whose import unit_acted_for

WORKBOOKS = (XLSX, XLS, HTML)


async def upload_submission(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    wanted: tuple[str, int, Book],
    content: tuple[AsyncIterator[bytes], str],
) -> Submission:
    """Take a workbook in for a unit, year and book; read and check it if that is quickly done.

    What takes longer is done by the work process, step by step. Refused with UnitNotFound,
    BookNotOfThisUnit, as uploads are, and as `examine` refuses.
    """
    unit_code, year, book = wanted
    unit = await unit_acted_for(work, caller, unit_code)
    refuse_other_book(unit, year, book)
    chunks, name = content
    async with received(
        chunks, name, quarantine=office.files.quarantine, accepted=WORKBOOKS,
        scanner=office.scanner,
    ) as upload:  # fmt: skip
        asked = Asked(unit, year, book, china_time(work.now).date())
        steps = Steps(in_one_go, lambda: neighbours(work, office.templates, asked))
        found = await _quickly(office, upload, asked, steps)
        one = await _begin(work, office, upload, asked, named(caller))
        if found is not None:
            await keep(work, one, found)
    return one


async def _quickly(office: Office, upload: Upload, asked: Asked, steps: Steps) -> Found | None:
    try:
        async with asyncio.timeout(office.patience):
            return await examine(office.examiner, upload.path, asked, steps)
    except TimeoutError:
        return None


async def _begin(
    work: UnitOfWork, office: Office, upload: Upload, asked: Asked, by: str
) -> Submission:
    """The version that takes the file, its book locked."""
    key = (asked.unit.code, asked.year, asked.book)
    await submissions.lock_book(work, *key)
    former = await submissions.open_one(work, *key)
    submission_id = former.submission_id if former else new_id()
    stored = await office.files.keep(upload, submission_id)
    file = SourceFile(stored, upload.name, upload.type.media_type, upload.size, upload.sha256)
    if former is None:
        one = await _new(work, submission_id, asked, file, by)
        await submissions.add(work, one)
    else:
        one = former
        await _forget_content(work, one)
        one.upload(file, by, work.now)
        await submissions.save(work, one)
    await work.announce(submission_id, SubmissionUploaded(**facts(one), sha256=file.sha256))
    return one


async def _new(
    work: UnitOfWork, submission_id: UUID, asked: Asked, file: SourceFile, by: str
) -> Submission:
    unit = asked.unit
    version = await submissions.next_version(work, unit.code, asked.year, asked.book)
    return Submission(
        submission_id, unit.code, unit.region_code, unit.in_totals, asked.year, asked.book, version,
        State.DRAFT, Step.RECEIVED, file, by, work.now,
    )  # fmt: skip


async def _forget_content(work: UnitOfWork, one: Submission) -> None:
    """What the former file gave; the reasons of its warnings stay until the rules have run."""
    if one.state is State.APPROVED:
        await kept_facts.forget(work, one)
    await sheets.replace(work, one.submission_id, ())
