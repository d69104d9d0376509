"""What was done with a letter, step by step; never changed."""

from typing import Literal
from uuid import UUID

from shared.database import Row, UnitOfWork

StepKind = Literal["received", "assigned", "sent_back", "extended", "answered", "refused", "rated"]
ADD = """
INSERT INTO letter_step (letter_id, number, kind, at, organ_id, note)
SELECT $1, 1 + count(*), $2, $3, $4, $5 FROM letter_step WHERE letter_id = $1
"""
LISTED = """
SELECT s.number, s.kind, s.at, coalesce(o.name, '') AS organ, s.note
FROM letter_step s LEFT JOIN organ o USING (organ_id) WHERE s.letter_id = $1 ORDER BY s.number
"""


async def add(
    work: UnitOfWork, letter_id: UUID, kind: StepKind, organ_id: UUID | None, note: str
) -> None:
    """Note a step of a letter that is locked (one indexed count)."""
    await work.write(ADD, letter_id, kind, work.now, organ_id, note)


async def listed(work: UnitOfWork, letter_id: UUID) -> list[Row]:
    """The steps of a letter in order (one indexed read)."""
    return await work.fetch(LISTED, letter_id)
