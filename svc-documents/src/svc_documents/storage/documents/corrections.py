"""What corrections changed of a published document, and why; never changed itself."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.documents.correcting import Changed

ADD = """
INSERT INTO correction (document_id, number, reason, changes, text_number, corrected_by,
    corrected_at)
SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 FROM correction WHERE document_id = $1
RETURNING number
"""
ALL = """
SELECT number, reason, changes, text_number, corrected_by, corrected_at FROM correction
WHERE document_id = $1 ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a document."""

    number: int
    reason: str
    changes: tuple[Changed, ...]
    text_number: int | None  # the version of the text it made
    corrected_by: str
    corrected_at: datetime


async def add(
    work: UnitOfWork,
    document_id: UUID,
    reason: str,
    changes: Sequence[Changed],
    text_number: int | None,
    corrected_by: str,
) -> int:
    """Keep a correction; answers its number. Its document is locked."""
    row = await work.write(
        ADD, document_id, reason, [asdict(one) for one in changes], text_number, corrected_by,
        work.now,
    )  # fmt: skip
    return int(row["number"]) if row else 1


async def of_document(work: UnitOfWork, document_id: UUID) -> list[Correction]:
    """All of them in order (one index range)."""
    rows = await work.fetch(ALL, document_id)
    return [
        Correction(**dict(row) | {"changes": tuple(Changed(**one) for one in row["changes"])})
        for row in rows
    ]
