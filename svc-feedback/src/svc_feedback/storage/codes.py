"""Short codes as they are kept: a keyed digest beside the opportunity, and attempts by source."""

from datetime import datetime, timedelta
from uuid import UUID

from shared.database import UnitOfWork

READ_AFTER_CLOSING = timedelta(days=30)
# Forty bits may meet twice among millions; two open ones of the same code are nobody's. Who gave
# a bad review comes back with the code to read the reply, and how it ended, for a while.
BY_CODE = """
SELECT o.opportunity_id FROM opportunity o
    LEFT JOIN review r USING (opportunity_id) LEFT JOIN bad_review b USING (review_id)
WHERE code_digest = $1 AND (
    (b.review_id IS NOT NULL AND coalesce(b.closed_at > $3, true))
    OR (r.review_id IS NULL AND expires_at > $2))
LIMIT 2
"""
COUNT = """
INSERT INTO code_attempt (source, since, attempts) VALUES ($1, $2, 1)
ON CONFLICT (source) DO UPDATE SET
    since = CASE WHEN code_attempt.since <= $3 THEN EXCLUDED.since ELSE code_attempt.since END,
    attempts = CASE WHEN code_attempt.since <= $3 THEN 1 ELSE code_attempt.attempts + 1 END
RETURNING attempts
"""
FORGIVE = "UPDATE code_attempt SET attempts = attempts - 1 WHERE source = $1"
FORGET = "DELETE FROM code_attempt WHERE since <= $1"


async def opportunity_of(work: UnitOfWork, digest: bytes) -> UUID | None:
    """The one opportunity of a code that is open, or of a bad review open or closed of late."""
    rows = await work.fetch(BY_CODE, digest, work.now, work.now - READ_AFTER_CLOSING)
    return rows[0]["opportunity_id"] if len(rows) == 1 else None


async def count_attempt(work: UnitOfWork, source: str, since: datetime) -> int:
    """One attempt more; how many there were since a moment."""
    row = await work.write(COUNT, source, work.now, since)
    return int(row["attempts"]) if row else 0


async def forgive_attempt(work: UnitOfWork, source: str) -> None:
    """A right attempt counts for nothing: whole halls share one address."""
    await work.write(FORGIVE, source)


async def forget_attempts(work: UnitOfWork, before: datetime) -> None:
    """Whose attempts are long past is no longer known."""
    await work.write(FORGET, before)
