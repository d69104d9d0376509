"""Hear what was written since the last time, however long ago that is."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.office_hours import china_time
from shared.personal_data import PersonalData
from svc_feedback.storage.voice import hearing, messages
from svc_feedback.storage.voice.messages import NewMessage, person_digest

AT_ONCE = 5_000
BACK = timedelta(weeks=8, days=1)  # the first time: as far as the analysis looks
NOWHERE = "000000"  # a case whose organs the directory had not told

UnitOf = Callable[[datetime], AbstractAsyncContextManager[UnitOfWork]]


async def hear(
    unit_of: UnitOf, secrets: PersonalData, now: datetime, at_once: int = AT_ONCE
) -> int:
    """Let the analysis hear every new review, some thousands in each transaction; how many."""
    async with unit_of(now) as work:
        after = await hearing.begin_at(work, now - BACK)
    heard = 0
    while True:
        async with unit_of(now) as work:
            last = await hearing.last_of_next(work, after, at_once)
            if last is None:
                return heard
            heard += await _hear(work, secrets, after, last)
            await hearing.note_heard(work, last)
        after = last


async def _hear(work: UnitOfWork, secrets: PersonalData, after: UUID, last: UUID) -> int:
    said = [_said(secrets, row) for row in await hearing.new_reviews(work, after, last)]
    if said:
        await messages.add_many(work, said)
    return len(said)


def _said(secrets: PersonalData, row: Row) -> NewMessage:
    day = china_time(row["at"]).date()
    person = row["account_id"] and person_digest(secrets, day, row["account_id"])
    return NewMessage(
        "review", row["source_id"], day, row["text"], row["matter_code"],
        row["region_code"] or NOWHERE, person,
    )  # fmt: skip
