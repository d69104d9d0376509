"""Builders for the tests of effects: documents about to end, clocks to set, workers that look."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg
from documents_building import Documents

from shared import tasks
from shared.database import UnitOfWork
from shared.office_hours import CHINA_TIME
from shared.relay import CHANNEL
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.storage.documents import documents as rows
from svc_documents.use_cases.effects.changing import change_force
from svc_documents.use_cases.effects.midnight import Clocks, Look, database_clock, look

CHANGED = "documents.document.effect_changed.v1"
DAY = timedelta(1)


def in_china(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A moment of a day in the offices."""
    local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=CHINA_TIME)
    return local.astimezone(UTC)


def until(last_day: date, **known: Any) -> Force:
    """In force for five years, to the end of a last day."""
    first = date(last_day.year - 5, last_day.month, min(last_day.day, 28))
    return Force(first=first, until=last_day + DAY, cause=Cause.LAPSED, **known)


def clocks_at(own: datetime, database: datetime | None = None) -> Clocks:
    """Both clocks stand at a moment, or the database's at another."""

    async def of_database(_: UnitOfWork) -> datetime:
        return database or own

    return Clocks(lambda: own, of_database)


def running_from(moment: datetime) -> Clocks:
    """Both clocks go on from a moment."""
    ahead = moment - datetime.now(UTC)

    async def of_database(work: UnitOfWork) -> datetime:
        return await database_clock(work) + ahead

    return Clocks(lambda: datetime.now(UTC) + ahead, of_database)


async def first_told(documents: Documents, job: Coroutine[Any, Any, None]) -> datetime:
    """Let a job run until it has told something; answers when that was, by its clock."""
    woken = asyncio.Event()
    listening = await asyncpg.connect(documents.settings.dsn)
    await listening.add_listener(CHANNEL, lambda *_: woken.set())
    running = asyncio.create_task(job)
    told: datetime | None = None
    while told is None:
        await asyncio.wait_for(woken.wait(), 10)
        woken.clear()
        told = await documents.pool.fetchval("SELECT max(told_at) FROM effect_change")
    await tasks.stop([running])
    await listening.close()
    return told


async def look_at(documents: Documents, own: datetime, database: datetime | None = None) -> Look:
    """A worker looks once."""
    return await look(documents.bench, clocks_at(own, database))


async def look_all(documents: Documents, now: datetime) -> int:
    """A worker looks until nothing is due; answers how many documents it looked at."""
    told = 0
    while True:
        looked = await look_at(documents, now)
        told += looked.told
        if not looked.told:
            return told


async def give_force(documents: Documents, document: Document, force: Force) -> None:
    """A command gives a document another force, at the service's time."""
    async with documents.bench.unit_of_work(documents.now) as work:
        found = await rows.with_id(work, document.document_id)
        assert found is not None
        await change_force(work, found, force)


async def changes_told(documents: Documents) -> list[tuple[str | None, str, str]]:
    """Every change that was told: from, to, since."""
    told = await documents.told(CHANGED)
    return [(one["effect_before"], one["effect"], one["since"]) for one in told]
