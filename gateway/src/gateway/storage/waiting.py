"""Messages that could not go yet: whoever would take them is away."""

from datetime import timedelta
from typing import NamedTuple

from gateway.domain.messages import MessageAsked
from shared.database import Pool, UnitOfWork
from shared.metrics import OUTWARD_OLDEST

COLUMNS = "owner, dedupe_key, account_id, template, parameters, words_of"
PUT = f"""
INSERT INTO waiting_message ({COLUMNS}, waits_for, asked_at, again_at, tries)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT DO NOTHING
"""
DUE = f"""
SELECT {COLUMNS}, tries FROM waiting_message WHERE again_at <= $1
ORDER BY again_at, asked_at LIMIT 1 FOR UPDATE SKIP LOCKED
"""
KEY = "owner = $1 AND dedupe_key = $2 AND account_id = $3"
GONE = f"DELETE FROM waiting_message WHERE {KEY}"
TRIED = f"UPDATE waiting_message SET tries = tries + 1, waits_for = $4 WHERE {KEY}"
REST = """
UPDATE waiting_message SET again_at = $2 WHERE waits_for = $1 AND again_at < $2
"""
COUNT = "SELECT count(*) FROM waiting_message"
MEASURE = """
SELECT w.waits_for, coalesce(extract(epoch FROM now() - min(m.asked_at)), 0) AS age
FROM unnest(ARRAY['sms', 'mini_program', 'email']) AS w(waits_for)
LEFT JOIN waiting_message m USING (waits_for) GROUP BY 1
UNION ALL SELECT 'words', coalesce(extract(epoch FROM now() - min(asked_at)), 0)
FROM waiting_message WHERE waits_for NOT IN ('sms', 'mini_program', 'email')
"""


class Waiting(NamedTuple):
    """A message that waits, and how often it was tried."""

    message: MessageAsked
    tries: int


async def put(
    work: UnitOfWork, message: MessageAsked, waits_for: str, first_rest: timedelta
) -> None:
    """Let a message wait; one that waits already goes on waiting."""
    await work.write(
        PUT, *_key(message), message.template, message.parameters, message.words_of, waits_for,
        work.now, work.now + first_rest,
    )  # fmt: skip


async def due(work: UnitOfWork) -> Waiting | None:
    """The one that is due longest, locked; others take others."""
    await work.lock()
    row = await work.fetch_row(DUE, work.now)
    if row is None:
        return None
    owner, dedupe_key, account_id, template, parameters, words_of, tries = row
    message = MessageAsked(owner, account_id, template, parameters, dedupe_key, words_of)
    return Waiting(message, tries)


async def forget(work: UnitOfWork, message: MessageAsked) -> None:
    """It waits no more."""
    await work.write(GONE, *_key(message))


async def rest(work: UnitOfWork, message: MessageAsked, waits_for: str, span: timedelta) -> None:
    """It was tried in vain: all that waits for the same rests with it."""
    await work.write(TRIED, *_key(message), waits_for)
    await work.write(REST, waits_for, work.now + span)


async def count(work: UnitOfWork) -> int:
    """How many wait (counted)."""
    return int(await work.fetch_value(COUNT))


async def measure(pool: Pool) -> None:
    """How long the oldest waits for each channel, and for words of owners (counted)."""
    for row in await pool.fetch(MEASURE):
        OUTWARD_OLDEST.labels(f"messages by {row['waits_for']}").set(float(row["age"]))


def _key(message: MessageAsked) -> tuple[object, ...]:
    return message.owner, message.dedupe_key, message.account_id
