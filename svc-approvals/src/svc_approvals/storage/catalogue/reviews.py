"""What people say of a matter, and what was improved for it, as told by the feedback service."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork

PUT = """
INSERT INTO matter_reviews (code, reviews, satisfaction, mean_score, told_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (code) DO UPDATE SET reviews = EXCLUDED.reviews,
    satisfaction = EXCLUDED.satisfaction, mean_score = EXCLUDED.mean_score,
    told_at = EXCLUDED.told_at
"""
OF = "SELECT reviews, satisfaction, mean_score, told_at FROM matter_reviews WHERE code = $1"
ADD = """
INSERT INTO matter_improvement (improvement_id, code, text, change, improved_at)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
"""
IMPROVEMENTS = """
SELECT text, change, improved_at FROM matter_improvement WHERE code = $1
ORDER BY improved_at DESC LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The public figures of a matter; the share of the satisfied is None before any review."""

    reviews: int
    satisfaction: float | None
    mean_score: float | None
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Improvement:
    """What was put right after a bad review, and what it changed: guide, form, staff or place."""

    improvement_id: UUID
    text: str
    change: str | None
    improved_at: datetime


async def put(work: UnitOfWork, code: str, told: Satisfaction) -> None:
    """Keep the figures as last told."""
    await work.write(
        PUT, code, told.reviews, told.satisfaction, told.mean_score, told.told_at
    )  # fmt: skip


async def satisfaction_of(work: UnitOfWork, code: str) -> Satisfaction | None:
    """The figures of a matter (one row)."""
    row = await work.fetch_row(OF, code)
    return None if row is None else Satisfaction(**row)


async def add_improvement(work: UnitOfWork, code: str, made: Improvement) -> None:
    """Keep what was improved, once however often it is told."""
    await work.write(ADD, made.improvement_id, code, made.text, made.change, made.improved_at)


async def improvements_of(work: UnitOfWork, code: str) -> list[Row]:
    """The last twenty improvements, newest first (listed)."""
    return await work.fetch(IMPROVEMENTS, code)
