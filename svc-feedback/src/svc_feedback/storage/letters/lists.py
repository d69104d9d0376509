"""Lists of letters: a writer's own, a desk's queue, what everybody may read; and the table."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.storage.letters.letters import PLAIN, Reader

ROW = ", ".join((*PLAIN, "title_masked", "submitted_at"))
OWN = f"""
SELECT {ROW} FROM letter WHERE account_id = $1 AND ($2::uuid IS NULL OR letter_id < $2)
ORDER BY letter_id DESC LIMIT $3
"""
COUNT_OWN = "SELECT count(*) FROM letter WHERE account_id = $1"
FITTING = "(organ_id = $1 OR region_code = $2) AND ($3::text IS NULL OR state = $3)"
QUEUE = f"""
SELECT {ROW} FROM letter
WHERE {FITTING} AND ($4::date IS NULL OR (due_on, letter_id) > ($4, $5::uuid))
ORDER BY due_on, letter_id LIMIT $6
"""
COUNT_QUEUE = f"SELECT count(*) FROM letter WHERE {FITTING}"
IS_PUBLIC = "state = 'answered' AND writer_agrees AND organ_agrees"
SHOWN = """
SELECT l.letter_id, l.letter_no, l.mailbox, l.kind, l.region_code, l.organ_id,
       coalesce(o.name, '') AS organ, l.title_masked AS title, l.text_masked AS text,
       l.answer_masked AS answer, l.received_on, l.closed_on AS answered_on
FROM letter l LEFT JOIN organ o USING (organ_id)
"""
MATCHING = f"""
{IS_PUBLIC} AND ($1::text IS NULL OR l.kind = $1) AND ($2::uuid IS NULL OR l.organ_id = $2)
AND ($3::text IS NULL OR l.region_code = $3)
"""
PUBLISHED = f"""
{SHOWN} WHERE {MATCHING}
  AND ($4::date IS NULL OR (l.closed_on, l.letter_id) < ($4, $5::uuid))
ORDER BY l.closed_on DESC, l.letter_id DESC LIMIT $6
"""
COUNT_PUBLISHED = f"SELECT count(*) FROM letter l WHERE {MATCHING}"
ONE_PUBLISHED = f"{SHOWN} WHERE l.letter_id = $1 AND {IS_PUBLIC}"
MONTH = """
SELECT l.organ_id, coalesce(o.name, '') AS organ, count(*) AS received,
    count(*) FILTER (WHERE l.state = 'refused') AS refused,
    count(*) FILTER (WHERE l.state = 'answered') AS answered,
    count(*) FILTER (WHERE l.state = 'answered' AND l.closed_on <= l.due_on) AS answered_in_time,
    count(*) FILTER (WHERE l.closed_on IS NULL AND l.due_on < $4) AS overdue_open,
    count(l.satisfaction) AS rated,
    count(*) FILTER (WHERE l.satisfaction >= 3) AS satisfied
FROM letter l LEFT JOIN organ o USING (organ_id)
WHERE l.region_code = $1 AND l.received_on BETWEEN $2 AND $3
GROUP BY l.organ_id, o.name ORDER BY received DESC, l.organ_id
"""
After = tuple[date | None, UUID | None]


@dataclass(frozen=True, slots=True)
class Published:
    """Which of the letters that everybody may read."""

    kind: str | None = None
    organ_id: UUID | None = None
    region_code: str | None = None

    def arguments(self) -> tuple[object, ...]:
        """As both statements begin with."""
        return self.kind, self.organ_id, self.region_code


async def own(work: UnitOfWork, account_id: UUID, before: UUID | None, limit: int) -> list[Row]:
    """An account's letters, the newest first (an index range)."""
    return await work.fetch(OWN, account_id, before, limit)


async def count_own(work: UnitOfWork, account_id: UUID) -> int:
    """How many an account has written (counted)."""
    return int(await work.fetch_value(COUNT_OWN, account_id))


async def queue(
    work: UnitOfWork, reader: Reader, state: str | None, after: After, limit: int
) -> list[Row]:
    """A reader's letters, the one due first first (an index range)."""
    return await work.fetch(QUEUE, *reader, state, *after, limit)


async def count_queue(work: UnitOfWork, reader: Reader, state: str | None) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_QUEUE, *reader, state))


async def published(work: UnitOfWork, wanted: Published, after: After, limit: int) -> list[Row]:
    """What everybody may read, the last answered first (a range of the partial index)."""
    return await work.fetch(PUBLISHED, *wanted.arguments(), *after, limit)


async def count_published(work: UnitOfWork, wanted: Published) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_PUBLISHED, *wanted.arguments()))


async def one_published(work: UnitOfWork, letter_id: UUID) -> Row | None:
    """One of them (one row by key)."""
    return await work.fetch_row(ONE_PUBLISHED, letter_id)


async def month(
    work: UnitOfWork, region_code: str, first: date, last: date, today: date
) -> list[Row]:
    """A region's letters received between two days, by organ (an index range, counted)."""
    return await work.fetch(MONTH, region_code, first, last, today)
