"""What was done with a bad review, step by step; never changed."""

from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.bad_reviews.bad_reviews import Actor, BadReview
from svc_feedback.domain.bad_reviews.kinds import BadReviewState, StepKind

ADD = """
INSERT INTO bad_review_step
    (bad_review_id, number, kind, from_state, state, at, staff_no, organ_id, note, submission_id)
SELECT $1, 1 + count(*), $2, $3, $4, $5, $6, $7, $8, $9
FROM bad_review_step WHERE bad_review_id = $1
"""
TAKEN = "SELECT FROM bad_review_step WHERE bad_review_id = $1 AND submission_id = $2"
STAFF = "SELECT DISTINCT staff_no FROM bad_review_step WHERE bad_review_id = $1 AND staff_no <> ''"
LISTED = """
SELECT s.number, s.kind, s.from_state, s.state, s.at, s.staff_no, coalesce(o.name, '') AS organ,
       s.note
FROM bad_review_step s LEFT JOIN organ o USING (organ_id)
WHERE s.bad_review_id = $1 ORDER BY s.number
"""
EXTENDED_AT = """
SELECT max(at) FROM bad_review_step WHERE bad_review_id = $1 AND kind = 'extend'
"""


async def add(
    work: UnitOfWork, bad: BadReview, kind: StepKind, before: BadReviewState, actor: Actor,
    note: str, submission_id: UUID | None = None,
) -> None:  # fmt: skip
    """Note a step of one that is locked (one indexed count); a writer's by what it was sent as."""
    await work.write(
        ADD, bad.bad_review_id, kind, before, bad.state, work.now, actor.staff_no, actor.organ_id,
        note, submission_id,
    )  # fmt: skip


async def is_taken(work: UnitOfWork, bad_review_id: UUID, submission_id: UUID) -> bool:
    """Whether the writer has sent this before (one indexed read)."""
    return await work.fetch_row(TAKEN, bad_review_id, submission_id) is not None


async def staff_of(work: UnitOfWork, bad_review_id: UUID) -> list[str]:
    """The numbers of all who took a step (one indexed read)."""
    return [row["staff_no"] for row in await work.fetch(STAFF, bad_review_id)]


async def listed(work: UnitOfWork, bad_review_id: UUID) -> list[Row]:
    """Its steps in order (one indexed read)."""
    return await work.fetch(LISTED, bad_review_id)


async def extended_at(work: UnitOfWork, bad_review_id: UUID) -> datetime | None:
    """When a supervisor gave more time (one indexed read)."""
    at: datetime | None = await work.fetch_value(EXTENDED_AT, bad_review_id)
    return at
