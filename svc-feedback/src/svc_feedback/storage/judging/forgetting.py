"""How answers were given is forgotten after a time; what was said and every doubt stay."""

from datetime import datetime

from shared.database import UnitOfWork
from svc_feedback.storage.judging.examining import first_id_at

FORGET = """
DELETE FROM circumstance WHERE review_id IN (
    SELECT review_id FROM circumstance WHERE review_id < $1 AND examined
    ORDER BY review_id LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING review_id
"""


async def forget(work: UnitOfWork, before: datetime, limit: int) -> int:
    """Delete the oldest of the reviews taken before a moment (a range of the key); how many."""
    return len(await work.write_rows(FORGET, first_id_at(before), limit))
