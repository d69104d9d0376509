"""Match sessions as rows; those nobody has touched for a week are forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

KEPT_FOR = timedelta(days=7)
OWN = "session_id, account_id, audience, version, answers, declined, begun_at, touched_at"
ONE = f"SELECT {OWN} FROM match_session WHERE session_id = $1"
LOCKED = f"{ONE} FOR UPDATE"
ADD = f"INSERT INTO match_session ({OWN}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
CHANGE = """
UPDATE match_session SET version = $2, answers = $3, declined = $4, touched_at = $5
WHERE session_id = $1
"""
FORGET = "DELETE FROM match_session WHERE touched_at < $1"
FORGET_RUNS = "DELETE FROM match_run WHERE matched_at < $1 AND account_id IS NULL"


@dataclass(frozen=True, slots=True)
class Session:
    """One session: `answers` are pairs of key and what was said, in order."""

    session_id: UUID
    account_id: str | None
    audience: str
    version: int
    answers: Sequence[tuple[str, Any]]
    declined: Sequence[str]
    begun_at: datetime
    touched_at: datetime


async def with_id(work: UnitOfWork, session_id: UUID) -> Session | None:
    """A session (one row by key)."""
    return _session(await work.fetch_row(ONE, session_id))


async def locked(work: UnitOfWork, session_id: UUID) -> Session | None:
    """A session; whoever else answers in it waits (one row by key)."""
    await work.lock()
    return _session(await work.fetch_row(LOCKED, session_id))


async def add(work: UnitOfWork, one: Session) -> None:
    """Keep a new one."""
    await work.write(
        ADD, one.session_id, one.account_id, one.audience, one.version, list(one.answers),
        list(one.declined), one.begun_at, one.touched_at,
    )  # fmt: skip


async def change(work: UnitOfWork, one: Session) -> None:
    """Keep what is answered now."""
    await work.write(
        CHANGE, one.session_id, one.version, list(one.answers), list(one.declined), one.touched_at
    )


async def forget(work: UnitOfWork) -> None:
    """Let go of sessions nobody came back to, and of matchings nobody's account has."""
    await work.write(FORGET, work.now - KEPT_FOR)
    await work.write(FORGET_RUNS, work.now - KEPT_FOR)


def _session(row: Row | None) -> Session | None:
    if row is None:
        return None
    answers = [(key, said) for key, said in row["answers"]]
    return Session(**{**row, "answers": answers})
