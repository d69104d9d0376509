"""The steps that were recorded of a document, one row each, never changed."""

from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.documents.steps import Step
from svc_documents.domain.jurisdictions.jurisdictions import StepKind

COLUMNS = """
kind, passed, opinion, done_on, done_by, revision, opened_on, reason, attachment_id, recorded_by,
recorded_at
"""
ADD = f"""
INSERT INTO review_step (document_id, number, {COLUMNS})
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
ALL = f"SELECT {COLUMNS} FROM review_step WHERE document_id = $1 ORDER BY number"


async def add(work: UnitOfWork, document_id: UUID, number: int, step: Step) -> None:
    """Keep the step that was recorded as the so-manieth; its document is locked."""
    await work.write(
        ADD, document_id, number, step.kind, step.passed, step.opinion, step.done_on,
        step.done_by, step.revision, step.opened_on, step.reason, step.attachment_id,
        step.recorded_by, step.recorded_at,
    )  # fmt: skip


async def of_document(work: UnitOfWork, document_id: UUID) -> list[Step]:
    """All of them in order (one index range)."""
    rows = await work.fetch(ALL, document_id)
    return [Step(**dict(row) | {"kind": StepKind(row["kind"])}) for row in rows]
