"""What was matched, when, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork

ADD = """
INSERT INTO match_run
    (match_id, account_id, matched_at, edition, audience, answers, verdicts, excluded)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
ONE = """
SELECT match_id, account_id, matched_at, edition, audience, answers, verdicts, excluded
FROM match_run WHERE match_id = $1
"""


@dataclass(frozen=True, slots=True)
class MatchRun:
    """One matching: the answers as written, and `[version, verdict]` by policy id."""

    match_id: UUID
    account_id: str | None
    matched_at: datetime
    edition: int
    audience: str | None
    answers: Mapping[str, Any]
    verdicts: Mapping[str, tuple[int, str]]
    excluded: int


async def add(work: UnitOfWork, run: MatchRun) -> None:
    """Keep one."""
    await work.write(
        ADD, run.match_id, run.account_id, run.matched_at, run.edition, run.audience,
        dict(run.answers), dict(run.verdicts), run.excluded,
    )  # fmt: skip


async def with_id(work: UnitOfWork, match_id: UUID) -> MatchRun | None:
    """One (one row by key)."""
    row = await work.fetch_row(ONE, match_id)
    return None if row is None else MatchRun(**dict(row))
