"""Versions being told: found account by account, resumed where a crash left them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.conditions.trees import Condition
from svc_policy_match.storage.reverse.finding import finding
from svc_policy_match.storage.tables.profile_rows import LAYOUT

NOBODY, LAST = UUID(int=0), UUID(int=2**128 - 1)
END_OF_PART = "SELECT id FROM profile_row WHERE id > $1 ORDER BY id OFFSET $2 LIMIT 1"
MATCH, REGAINED = "match", "regained"  # causes beside the ends, which are tidings
FINDING, LEAVING, DONE = "finding", "leaving", "done"
ASK = """
INSERT INTO push_run (policy_id, version, cause, state, reached, asked_at)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
"""
OWN = "policy_id, version, cause, state, reached, asked_at, matched, possible, lost"
NEXT = f"""
SELECT {OWN} FROM push_run WHERE state <> 'done'
ORDER BY asked_at, cause = 'subscribed', policy_id, version, cause LIMIT 1 FOR UPDATE SKIP LOCKED
"""
GO_ON = """
UPDATE push_run SET state = $4, reached = $5, matched = matched + $6, possible = possible + $7,
    lost = lost + $8, ended_at = CASE WHEN $4 = 'done' THEN $9::timestamptz END
WHERE (policy_id, version, cause) = ($1, $2, $3)
"""
TOLD = """
SELECT account_id, version, tiding FROM told WHERE policy_id = $1 AND account_id = ANY ($2::uuid[])
"""
PUT_TOLD = """
INSERT INTO told (policy_id, account_id, version, tiding)
SELECT $1, * FROM unnest($2::uuid[], $3::int[], $4::text[])
ON CONFLICT (policy_id, account_id) DO UPDATE SET version = EXCLUDED.version,
    tiding = EXCLUDED.tiding
"""
LEFT_BEHIND = """
SELECT account_id, version, tiding FROM told
WHERE policy_id = $1 AND version < $2 AND tiding = ANY ($3::text[]) AND account_id > $4
ORDER BY account_id LIMIT $5
"""
TOLD_ANY = """
SELECT account_id, version, tiding FROM told
WHERE policy_id = $1 AND tiding = ANY ($2::text[]) AND account_id > $3
ORDER BY account_id LIMIT $4
"""


@dataclass(frozen=True, slots=True)
class PushRun:
    """One version being told for one cause, and how far that is."""

    policy_id: UUID
    version: int
    cause: str
    state: str
    reached: UUID
    asked_at: datetime
    matched: int
    possible: int
    lost: int


async def ask(work: UnitOfWork, policy_id: UUID, version: int, cause: str, state: str) -> None:
    """A version is to be told; asked again it is the same."""
    await work.write(ASK, policy_id, version, cause, state, NOBODY, work.now)


async def next_open(work: UnitOfWork) -> PushRun | None:
    """The oldest not done, locked; another worker takes the next one."""
    await work.lock()
    row = await work.fetch_row(NEXT)
    return None if row is None else PushRun(**row)


async def go_on(
    work: UnitOfWork, run: PushRun, state: str, reached: UUID, counts: tuple[int, int, int]
) -> None:
    """How far it is now."""
    await work.write(
        GO_ON, run.policy_id, run.version, run.cause, state, reached, *counts, work.now
    )


@dataclass(frozen=True, slots=True)
class Part:
    """Accounts looked at together: those found among them, up to whom, and whether more follow."""

    found: list[Row]
    reached: UUID
    is_last: bool


async def look(
    work: UnitOfWork, condition: Condition, audience: str, after: UUID, size: int
) -> Part:
    """The next accounts by id, of them those that match or may: rows of `id` and `matched`.

    A part is a span of ids, so each is read once along the key, whatever the condition is.
    """
    until = await work.fetch_value(END_OF_PART, after, size - 1)
    sql, where = finding(condition, LAYOUT)
    place = len(where.parameters)
    rows = await work.fetch(
        f"{sql} AND p.told AND p.audience = ${place + 1}"
        f" AND p.id > ${place + 2} AND p.id <= ${place + 3} ORDER BY p.id",
        *where.parameters, audience, after, until or LAST,
    )  # fmt: skip
    return Part(rows, until or LAST, until is None)


async def told(work: UnitOfWork, policy_id: UUID, accounts: Sequence[UUID]) -> list[Row]:
    """What accounts were told of a policy (rows by key)."""
    return await work.fetch(TOLD, policy_id, accounts)


async def put_told(
    work: UnitOfWork, policy_id: UUID, rows: Sequence[tuple[UUID, int, str]]
) -> None:
    """What accounts were told last."""
    if rows:
        accounts, versions, tidings = (list(column) for column in zip(*rows, strict=True))
        await work.write(PUT_TOLD, policy_id, accounts, versions, tidings)


async def left_behind(
    work: UnitOfWork, run: PushRun, tidings: Sequence[str], limit: int
) -> list[Row]:
    """Accounts that were told of an earlier version and were not found by this one."""
    return await work.fetch(LEFT_BEHIND, run.policy_id, run.version, tidings, run.reached, limit)


async def told_any(work: UnitOfWork, run: PushRun, tidings: Sequence[str], limit: int) -> list[Row]:
    """Accounts that were told one of these last."""
    return await work.fetch(TOLD_ANY, run.policy_id, tidings, run.reached, limit)
