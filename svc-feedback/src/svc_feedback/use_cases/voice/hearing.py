"""Hear what was written since the last time."""

from datetime import timedelta

from shared.database import UnitOfWork
from shared.office_hours import china_time
from shared.personal_data import PersonalData
from svc_feedback.storage.voice import hearing, messages
from svc_feedback.storage.voice.messages import NewMessage, person_digest

AT_ONCE = 5_000
BACK = timedelta(days=2)  # the work process may have been away for a while
NOWHERE = "000000"  # a case whose organs the directory had not told


async def hear(work: UnitOfWork, secrets: PersonalData, back: timedelta = BACK) -> int:
    """Let the analysis hear new reviews; answers how many."""
    said = []
    for row in await hearing.new_reviews(work, work.now - back, AT_ONCE):
        day = china_time(row["at"]).date()
        person = row["account_id"] and person_digest(secrets, day, row["account_id"])
        said.append(
            NewMessage(
                "review", row["source_id"], day, row["text"], row["matter_code"],
                row["region_code"] or NOWHERE, person,
            )
        )  # fmt: skip
    if said:
        await messages.add_many(work, said)
    return len(said)
