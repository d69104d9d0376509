"""Workbooks that took longer than a request waits: read step by step by the work process.

A draft is claimed for a minute, renewed with every step; when its reader dies the claim ends and
another begins anew. Whoever uploads another file meanwhile makes the reading void.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import structlog

from shared.database import UnitOfWork
from shared.events.budget import SubmissionProgressed, SubmissionRefused
from shared.office_hours import china_time
from shared.refusals import Invalid, Refusal, Unavailable
from svc_budget.domain.submissions.states import State, Step
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.units.units import Unit
from svc_budget.storage.submissions import submissions
from svc_budget.storage.units import units
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.submissions.beside import neighbours
from svc_budget.use_cases.submissions.examining import (
    Asked,
    Found,
    Neighbours,
    Steps,
    examine,
)
from svc_budget.use_cases.submissions.keeping import keep
from svc_budget.use_cases.submissions.source_files import at_hand
from svc_budget.use_cases.submissions.telling import facts

log = structlog.get_logger("slow reading")

LOOK_EVERY_SECONDS = 1.0
Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


# What a workbook nobody thought of makes our own rules raise; the database raises none of them.
BUGS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class WorkbookReadingFailed(Invalid):
    """读取这份工作簿时出错。"""

    advice = "请另存为 .xlsx 后重新上传；仍不成功的，请联系技术支持并提供这份文件。"


class AnotherFileCame(Exception):
    """The file being read is not the version's any more."""


async def read_drafts(begin: Begin, office: Office) -> None:
    """Read what waits, the oldest first, for ever."""
    while True:
        if not await read_next(begin, office):
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def read_next(begin: Begin, office: Office) -> bool:
    """Read the draft that waits longest; False when none waits."""
    async with begin() as work:
        one = await submissions.claim_unread(work)
        unit = await units.with_code(work, one.unit_code) if one else None
    if one is None or unit is None:
        return False
    try:
        await _Reading(begin, office, one, unit).run()
    except AnotherFileCame:
        log.info("another file came", submission=str(one.submission_id))
    return True


class _Reading:
    """The reading of one draft."""

    def __init__(self, begin: Begin, office: Office, one: Submission, unit: Unit) -> None:
        self._begin = begin
        self._office = office
        self._one = one
        self._asked = Asked(unit, one.year, one.book, china_time(one.uploaded_at).date())

    async def run(self) -> None:
        """Read, check and keep it, or keep why it is refused."""
        try:
            async with at_hand(self._office.files, self._one.file.key) as path:
                found = await self._examined(path)
        except Unavailable:
            raise  # it is tried again after the claim
        except Refusal as refusal:
            await self._refused(refusal)
        except BUGS:
            log.exception("reading failed", submission=str(self._one.submission_id))
            await self._refused(WorkbookReadingFailed())
        else:
            await self._kept(found)

    async def _examined(self, path: Path) -> Found:
        steps = Steps(self._told, self._beside)
        return await examine(self._office.examiner, path, self._asked, steps)

    async def _told(self, step: Step) -> None:
        async with self._begin() as work:
            if not await submissions.take_step(work, self._one, step):
                raise AnotherFileCame
            told = SubmissionProgressed(**facts(self._one), step=step.value)
            await work.announce(self._one.submission_id, told)

    async def _beside(self) -> Neighbours:
        async with self._begin() as work:
            return await neighbours(work, self._office.templates, self._asked)

    async def _kept(self, found: Found) -> None:
        async with self._begin() as work:
            await keep(work, await self._locked(work), found)

    async def _refused(self, refusal: Refusal) -> None:
        async with self._begin() as work:
            one = await self._locked(work)
            one.fault = {
                "type": refusal.slug(), "title": refusal.title(), "detail": refusal.detail(),
            }  # fmt: skip
            await submissions.save(work, one)
            told = SubmissionRefused(**facts(one), problem=refusal.slug())
            await work.announce(one.submission_id, told)

    async def _locked(self, work: UnitOfWork) -> Submission:
        """The version, its book locked, if its file is still the one that was read."""
        one = self._one
        await submissions.lock_book(work, one.unit_code, one.year, one.book)
        fresh = await submissions.with_id(work, one.submission_id)
        if fresh is None or (fresh.state, fresh.uploaded_at) != (State.DRAFT, one.uploaded_at):
            raise AnotherFileCame
        return fresh
