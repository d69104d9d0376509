"""Evaluations of documents before their end, as rows that stay."""

from dataclasses import astuple, dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.database import UnitOfWork

COLUMNS = "evaluation_id, document_id, outcome, report, last_day, staff_no, recorded_at"
ADD = f"INSERT INTO evaluation ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)"
LISTED = f"""
SELECT {COLUMNS} FROM evaluation
WHERE document_id = $1 AND ($2::uuid IS NULL OR evaluation_id < $2)
ORDER BY evaluation_id DESC LIMIT $3
"""
COUNTED = "SELECT count(*) FROM evaluation WHERE document_id = $1"


class Outcome(StrEnum):
    """What the drafting organ proposes."""

    CONTINUE = "continue"
    REVISE = "revise"
    REPEAL = "repeal"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the drafting organ found before an end."""

    evaluation_id: UUID
    document_id: UUID
    outcome: Outcome
    report: str
    last_day: date
    staff_no: str
    recorded_at: datetime


async def add(work: UnitOfWork, evaluation: Evaluation) -> None:
    """Keep an evaluation."""
    await work.write(ADD, *astuple(evaluation))


async def listed(
    work: UnitOfWork, document_id: UUID, after: UUID | None, limit: int
) -> list[Evaluation]:
    """Those of a document, the newest first (its own rows)."""
    return [Evaluation(**row) for row in await work.fetch(LISTED, document_id, after, limit)]


async def counted(work: UnitOfWork, document_id: UUID) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNTED, document_id))
