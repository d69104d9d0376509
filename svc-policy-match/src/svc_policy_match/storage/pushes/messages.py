"""Messages in inboxes: each once for a policy, its version, an account and what is told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork

ADD = """
INSERT INTO message
    (message_id, account_id, policy_id, version, tiding, days, made_at, leaves_at)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::smallint[],
    $7::timestamptz[], $8::timestamptz[])
ON CONFLICT (policy_id, version, account_id, tiding, days) DO NOTHING
"""
TODAY = """
SELECT account_id, count(*) AS messages FROM message
WHERE account_id = ANY ($1::uuid[]) AND made_at >= $2 GROUP BY account_id
"""
SHOWN = """
SELECT m.message_id, m.policy_id, m.version, m.tiding, m.days, m.made_at, m.read_at,
       p.title, p.closes_on
FROM message m JOIN policy p USING (policy_id)
"""
LISTED = f"""
{SHOWN} WHERE m.account_id = $1 AND (NOT $2 OR m.read_at IS NULL)
    AND ($3::uuid IS NULL OR m.message_id < $3)
ORDER BY m.message_id DESC LIMIT $4
"""
COUNTED = """
SELECT count(*) AS all, count(*) FILTER (WHERE read_at IS NULL) AS unread,
       count(*) + count(read_at) AS number
FROM message WHERE account_id = $1
"""
READ = """
UPDATE message SET read_at = coalesce(read_at, $3)
WHERE account_id = $1 AND message_id = $2 RETURNING message_id
"""
LEAVING = """
SELECT m.message_id, m.account_id, m.policy_id, m.version, m.tiding, m.days, p.title
FROM message m JOIN policy p USING (policy_id)
WHERE m.sent_at IS NULL AND m.leaves_at <= $1
ORDER BY m.leaves_at, m.account_id LIMIT $2 FOR UPDATE OF m SKIP LOCKED
"""
SENT = "UPDATE message SET sent_at = $2 WHERE message_id = ANY ($1::uuid[])"
Written = tuple[UUID, UUID, UUID, int, str, int, datetime, datetime]


async def add(work: UnitOfWork, rows: Sequence[Written]) -> None:
    """Keep messages; one that is there already is not kept twice."""
    if rows:
        await work.write(ADD, *(list(column) for column in zip(*rows, strict=True)))


async def of_today(work: UnitOfWork, accounts: Sequence[UUID], since: datetime) -> dict[UUID, int]:
    """How many messages accounts got since then (index ranges)."""
    rows = await work.fetch(TODAY, accounts, since)
    return {row["account_id"]: row["messages"] for row in rows}


async def listed(
    work: UnitOfWork, account_id: UUID, *, unread: bool, after: tuple[object, ...], limit: int
) -> list[Row]:
    """An inbox, the latest first (a page of an index range)."""
    return await work.fetch(LISTED, account_id, unread, *after, limit)


async def counted(work: UnitOfWork, account_id: UUID) -> Row:
    """How many, how many unread, and a number that grows with every change."""
    row = await work.fetch_row(COUNTED, account_id)
    assert row is not None  # noqa: S101 - an aggregate always has a row
    return row


async def read(work: UnitOfWork, account_id: UUID, message_id: UUID) -> bool:
    """A message is read; answers whether there is such a one."""
    return await work.write(READ, account_id, message_id, work.now) is not None


async def leaving(work: UnitOfWork, limit: int) -> list[Row]:
    """Messages whose hour has come, locked."""
    await work.lock()
    return await work.fetch(LEAVING, work.now, limit)


async def sent(work: UnitOfWork, ids: Sequence[UUID]) -> None:
    """They left."""
    await work.write(SENT, ids, work.now)
