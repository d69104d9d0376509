"""Bad reviews as rows: the review it is about, its clocks, attempts and appeal beside it."""

from dataclasses import asdict, fields
from typing import Any, NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.bad_reviews.appeals import Appeal
from svc_feedback.domain.bad_reviews.bad_reviews import Attempt, BadReview
from svc_feedback.domain.bad_reviews.clocks import Clock
from svc_feedback.domain.bad_reviews.kinds import (
    AppealKind,
    AttemptChannel,
    BadReviewState,
    ChangeKind,
    Explanation,
    Grade,
    Verdict,
)
from svc_feedback.domain.bad_reviews.limits import Limit, Target

PARTS = ("clocks", "attempts", "appeal")
PLAIN = tuple(one.name for one in fields(BadReview) if one.name not in PARTS)
COLUMNS = ", ".join(PLAIN)
SELECT = f"SELECT {COLUMNS} FROM bad_review"
ADD = f"""
INSERT INTO bad_review ({COLUMNS}) VALUES ({", ".join(f"${i}" for i in range(1, len(PLAIN) + 1))})
ON CONFLICT DO NOTHING RETURNING bad_review_id
"""
MOVING = (
    "organ_id", "state", "grade", "handler", "verdict", "reply", "change", "improvement",
    "explanation", "round", "satisfied", "extended", "closed_at",
)  # fmt: skip
KEEP = f"""
UPDATE bad_review SET {", ".join(f"{name} = ${i}" for i, name in enumerate(MOVING, 2))},
    version = version + 1
WHERE bad_review_id = $1
"""
SEEN = "(organ_id = $2 OR region_code = $3)"
CLOCKS = """
SELECT target, round, number, unit, begun_at, due_at, soon_at, met_at, paused_at
FROM bad_review_clock WHERE bad_review_id = $1 ORDER BY position
"""
PUT_CLOCK = """
INSERT INTO bad_review_clock (bad_review_id, position, target, round, number, unit, begun_at,
    due_at, soon_at, met_at, paused_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (bad_review_id, position) DO UPDATE SET number = EXCLUDED.number,
    unit = EXCLUDED.unit, due_at = EXCLUDED.due_at, soon_at = EXCLUDED.soon_at,
    met_at = EXCLUDED.met_at, paused_at = EXCLUDED.paused_at,
    told = CASE WHEN bad_review_clock.due_at = EXCLUDED.due_at
        THEN bad_review_clock.told ELSE 0 END,
    announced = CASE WHEN bad_review_clock.due_at = EXCLUDED.due_at
        THEN bad_review_clock.announced ELSE 0 END
"""
ATTEMPTS = """
SELECT target, round, channel, reached, at FROM bad_review_attempt
WHERE bad_review_id = $1 ORDER BY position
"""
ADD_ATTEMPT = """
INSERT INTO bad_review_attempt (bad_review_id, position, target, round, channel, reached, at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
"""
APPEAL_COLUMNS = tuple(one.name for one in fields(Appeal))
APPEAL = f"SELECT {', '.join(APPEAL_COLUMNS)} FROM appeal WHERE bad_review_id = $1"
PUT_APPEAL = f"""
INSERT INTO appeal ({", ".join(APPEAL_COLUMNS)}, bad_review_id, region_code)
VALUES ({", ".join(f"${i}" for i in range(1, len(APPEAL_COLUMNS) + 3))})
ON CONFLICT (appeal_id) DO UPDATE SET upheld = EXCLUDED.upheld, reason = EXCLUDED.reason,
    judge = EXCLUDED.judge, judge_organ_id = EXCLUDED.judge_organ_id,
    decided_at = EXCLUDED.decided_at
"""


OPEN = f"""
{SELECT} WHERE closed_at IS NULL AND ($1::uuid IS NULL OR bad_review_id > $1)
ORDER BY bad_review_id LIMIT $2 FOR UPDATE
"""


class Reader(NamedTuple):
    """Whose bad reviews: an organ's, or all of a region; the other of both is None."""

    organ_id: UUID | None
    region_code: str | None


async def add(work: UnitOfWork, bad: BadReview) -> bool:
    """Keep one that has come in (one row, two clocks); False when it was there."""
    values = [getattr(bad, name) for name in PLAIN]
    values[PLAIN.index("reviewed")] = sorted(bad.reviewed)
    if await work.write(ADD, *values) is None:
        return False
    await _put_parts(work, bad)
    return True


async def keep(work: UnitOfWork, bad: BadReview) -> None:
    """Write what has changed of one that is locked (a handful of rows by key)."""
    await work.write(KEEP, bad.bad_review_id, *(getattr(bad, name) for name in MOVING))
    bad.version += 1
    await _put_parts(work, bad)


async def seen_by(
    work: UnitOfWork, bad_review_id: UUID, reader: Reader, *, locked: bool = False
) -> BadReview | None:
    """One of a reader's (four reads by key), perhaps locked until the end of the work."""
    if locked:
        await work.lock()
    sql = f"{SELECT} WHERE bad_review_id = $1 AND {SEEN}{' FOR UPDATE' if locked else ''}"
    row = await work.fetch_row(sql, bad_review_id, *reader)
    return None if row is None else await _whole(work, row)


async def with_id(work: UnitOfWork, bad_review_id: UUID) -> BadReview | None:
    """One, whoever asks (four reads by key)."""
    row = await work.fetch_row(f"{SELECT} WHERE bad_review_id = $1", bad_review_id)
    return None if row is None else await _whole(work, row)


async def locked(work: UnitOfWork, bad_review_id: UUID) -> BadReview | None:
    """One, whoever asks, locked until the end of the work (four reads by key)."""
    await work.lock()
    row = await work.fetch_row(f"{SELECT} WHERE bad_review_id = $1 FOR UPDATE", bad_review_id)
    return None if row is None else await _whole(work, row)


async def open_after(work: UnitOfWork, after: UUID | None, limit: int) -> list[BadReview]:
    """The next that are not over, by id, locked; for a new calendar (three reads by key each)."""
    return [await _whole(work, row) for row in await work.write_rows(OPEN, after, limit)]


async def _whole(work: UnitOfWork, row: Row) -> BadReview:
    bad = bad_review_of(row)
    key = bad.bad_review_id
    bad.clocks = [clock_of(one) for one in await work.fetch(CLOCKS, key)]
    bad.attempts = [attempt_of(one) for one in await work.fetch(ATTEMPTS, key)]
    found = await work.fetch_row(APPEAL, key)
    bad.appeal = None if found is None else appeal_of(found)
    return bad


async def _put_parts(work: UnitOfWork, bad: BadReview) -> None:
    key = bad.bad_review_id
    clocks = [
        (
            key, position, one.target, one.round, one.limit.number, one.limit.unit, one.begun_at,
            one.due_at, one.soon_at, one.met_at, one.paused_at,
        )
        for position, one in enumerate(bad.clocks)
    ]  # fmt: skip
    await work.write_many(PUT_CLOCK, clocks)
    attempts = [
        (key, position, one.target, one.round, one.channel, one.reached, one.at)
        for position, one in enumerate(bad.attempts)
    ]
    await work.write_many(ADD_ATTEMPT, attempts)
    if bad.appeal is not None:
        await work.write(PUT_APPEAL, *asdict(bad.appeal).values(), key, bad.region_code)


def bad_review_of(row: Row) -> BadReview:
    """The bad review of a row, without its parts."""
    plain: dict[str, Any] = {name: row[name] for name in PLAIN}
    plain["reviewed"] = frozenset(plain["reviewed"])
    plain["state"], plain["grade"] = BadReviewState(plain["state"]), Grade(plain["grade"])
    plain["verdict"] = plain["verdict"] and Verdict(plain["verdict"])
    plain["change"] = plain["change"] and ChangeKind(plain["change"])
    plain["explanation"] = plain["explanation"] and Explanation(plain["explanation"])
    return BadReview(**plain)


def clock_of(row: Row) -> Clock:
    """The clock of a row."""
    return Clock(
        Target(row["target"]), row["round"], Limit(row["number"], row["unit"]), row["begun_at"],
        row["due_at"], row["soon_at"], row["met_at"], row["paused_at"],
    )  # fmt: skip


def attempt_of(row: Row) -> Attempt:
    """The attempt of a row."""
    return Attempt(
        Target(row["target"]), row["round"], AttemptChannel(row["channel"]), row["reached"],
        row["at"],
    )  # fmt: skip


def appeal_of(row: Row) -> Appeal:
    """The appeal of a row."""
    plain: dict[str, Any] = {name: row[name] for name in APPEAL_COLUMNS}
    plain["kind"] = AppealKind(plain["kind"])
    plain["from_state"] = BadReviewState(plain["from_state"])
    return Appeal(**plain)
