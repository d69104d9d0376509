"""The suggestion box: read by the digest of a receipt code, or by whom it is for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.suggestions.suggestions import Suggestion

COLUMNS = "suggestion_id, day, region_code, organ_id, text, reply, replied_on"
ADD = f"""
INSERT INTO suggestion ({COLUMNS}, receipt_digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (receipt_digest) DO NOTHING RETURNING suggestion_id
"""
SELECT = f"SELECT {COLUMNS} FROM suggestion"
BY_DIGEST = f"{SELECT} WHERE receipt_digest = $1"
SEEN = "suggestion_id = $1 AND (organ_id = $2 OR region_code = $3)"
LOCKED = f"{SELECT} WHERE {SEEN} FOR UPDATE"
ONE = f"{SELECT} WHERE {SEEN}"
PUT = """
UPDATE suggestion SET organ_id = $2, reply = $3, replied_on = $4 WHERE suggestion_id = $1
"""
FITTING = """
(organ_id = $1 OR region_code = $2) AND ($3::boolean IS NULL OR (reply IS NOT NULL) = $3)
"""
QUEUE = f"""
{SELECT} WHERE {FITTING} AND ($4::date IS NULL OR (day, suggestion_id) > ($4, $5::uuid))
ORDER BY day, suggestion_id LIMIT $6
"""
COUNT = f"SELECT count(*) FROM suggestion WHERE {FITTING}"
MIX = f"""
WITH taken AS (
    DELETE FROM suggestion WHERE day < $1 AND NOT mixed RETURNING {COLUMNS}, receipt_digest
)
INSERT INTO suggestion ({COLUMNS}, receipt_digest, mixed)
SELECT {COLUMNS}, receipt_digest, true FROM taken ORDER BY random() RETURNING suggestion_id
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose suggestions: those for an organ, or all of a region; the other of both is None."""

    organ_id: UUID | None
    region_code: str | None


async def add(work: UnitOfWork, suggestion: Suggestion, digest: bytes) -> bool:
    """Put one in; False when its receipt code is there already."""
    kept = await work.write(
        ADD, suggestion.suggestion_id, suggestion.day, suggestion.region_code,
        suggestion.organ_id, suggestion.text, None, None, digest,
    )  # fmt: skip
    return kept is not None


async def by_digest(work: UnitOfWork, digest: bytes) -> Suggestion | None:
    """The one a receipt code was given for (one row by key)."""
    return _suggestion(await work.fetch_row(BY_DIGEST, digest))


async def seen_by(work: UnitOfWork, suggestion_id: UUID, reader: Reader) -> Suggestion | None:
    """One of a reader's (one row by key)."""
    return _suggestion(
        await work.fetch_row(ONE, suggestion_id, reader.organ_id, reader.region_code)
    )


async def locked(work: UnitOfWork, suggestion_id: UUID, reader: Reader) -> Suggestion | None:
    """The same, locked until the end of the work."""
    await work.lock()
    return _suggestion(
        await work.fetch_row(LOCKED, suggestion_id, reader.organ_id, reader.region_code)
    )


async def put(work: UnitOfWork, suggestion: Suggestion) -> None:
    """Keep whom it is for and its reply."""
    await work.write(
        PUT, suggestion.suggestion_id, suggestion.organ_id, suggestion.reply,
        suggestion.replied_on,
    )  # fmt: skip


async def queue(
    work: UnitOfWork,
    reader: Reader,
    answered: bool | None,  # noqa: FBT001 - three values: yes, no, both
    after: tuple[date | None, UUID | None],
    limit: int,
) -> list[Suggestion]:
    """A reader's, the longest waiting first (an index range)."""
    rows = await work.fetch(QUEUE, reader.organ_id, reader.region_code, answered, *after, limit)
    return [Suggestion(**dict(row)) for row in rows]


async def count(work: UnitOfWork, reader: Reader, answered: bool | None) -> int:  # noqa: FBT001 - as above
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT, reader.organ_id, reader.region_code, answered))


async def mix(work: UnitOfWork, today: date) -> int:
    """Lay the slips of days gone by anew in an order of chance, all in one transaction.

    PostgreSQL notes with every row the transaction that wrote it, and a transaction lies between
    others whose time is known. After this all slips of a day bear the same transaction.
    """
    return len(await work.write_rows(MIX, today))


def _suggestion(row: Row | None) -> Suggestion | None:
    return None if row is None else Suggestion(**dict(row))
