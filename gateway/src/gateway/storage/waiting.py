"""Messages on their way: each is a row until it is known what became of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from gateway.domain.messages import MessageAsked
from gateway.domain.waiting import CHANNELS, NEW
from shared.database import Pool, UnitOfWork
from shared.metrics import OUTWARD_OLDEST

COLUMNS = "owner, dedupe_key, account_id, template, parameters, words_of, asked_at, tries"
PUT = f"""
INSERT INTO waiting_message ({COLUMNS}, waits_for, leased_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '{NEW}', $7) ON CONFLICT DO NOTHING
"""
# Takes now, the end of the lease, the lanes, and how many of each. Materialized: inside a join the
# planner may look again after each row it changed, and takes more than the limit.
CLAIM = f"""
WITH due AS MATERIALIZED (
    SELECT k.* FROM unnest($3::text[], $4::int[]) AS lane(name, most) CROSS JOIN LATERAL (
        SELECT owner, dedupe_key, account_id FROM waiting_message
        WHERE waits_for = lane.name AND leased_until <= $1
        ORDER BY leased_until LIMIT lane.most FOR UPDATE SKIP LOCKED
    ) k
)
UPDATE waiting_message w SET leased_until = $2 FROM due
WHERE w.owner = due.owner AND w.dedupe_key = due.dedupe_key AND w.account_id = due.account_id
RETURNING {", ".join(f"w.{name}" for name in COLUMNS.split(", "))}
"""
KEY = "owner = $1 AND dedupe_key = $2 AND account_id = $3"
GONE = f"DELETE FROM waiting_message WHERE {KEY} RETURNING owner"
WAITS = f"UPDATE waiting_message SET waits_for = $4, leased_until = $5 WHERE {KEY}"
FAILED = f"UPDATE waiting_message SET tries = tries + 1, leased_until = $4 WHERE {KEY}"
MEASURE = """
SELECT waits_for, extract(epoch FROM now() - min(asked_at)) AS age
FROM waiting_message GROUP BY waits_for
"""


class Waiting(NamedTuple):
    """A message on its way, since when, and how often it failed by itself."""

    message: MessageAsked
    asked_at: datetime
    tries: int


async def put(work: UnitOfWork, message: MessageAsked) -> None:
    """Let a message go on its way; one that is on its way already stays as it is."""
    await work.write(
        PUT, *_key(message), message.template, message.parameters, message.words_of, work.now
    )


async def claim(work: UnitOfWork, lanes: Mapping[str, int], lease: timedelta) -> list[Waiting]:
    """Take those of each lane that were left alone longest, for so long (an index range a lane)."""
    rows = await work.write_rows(
        CLAIM, work.now, work.now + lease, list(lanes), list(lanes.values())
    )
    return [
        Waiting(MessageAsked(row[0], row[2], row[3], row[4], row[1], row[5]), *row[6:])
        for row in rows
    ]


async def forget(work: UnitOfWork, message: MessageAsked) -> bool:
    """Its way is over; False when somebody else ended it, as who erases the person does."""
    return await work.write(GONE, *_key(message)) is not None


async def wait(work: UnitOfWork, message: MessageAsked, lane: str) -> None:
    """It could not go, and waits at the end of a lane, free to be taken."""
    await work.write(WAITS, *_key(message), lane, work.now)


async def leave(work: UnitOfWork, message: MessageAsked, pause: timedelta) -> None:
    """It failed by itself, and is left alone for so long."""
    await work.write(FAILED, *_key(message), work.now + pause)


async def measure(pool: Pool) -> None:
    """How long the oldest waits, by what it waits for (one scan of what is on its way)."""
    oldest = {row["waits_for"]: float(row["age"]) for row in await pool.fetch(MEASURE)}
    OUTWARD_OLDEST.clear()  # a lane that is empty now
    for lane in {NEW, *CHANNELS, *oldest}:
        name = f"messages by {lane}" if lane in CHANNELS else f"messages: {lane or 'new'}"
        OUTWARD_OLDEST.labels(name).set(oldest.get(lane, 0))


def _key(message: MessageAsked) -> tuple[object, ...]:
    return message.owner, message.dedupe_key, message.account_id
