"""Lists of requests: an applicant's own, an organ's desk, a region's overdue ones."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork

COLUMNS = """
request_id, request_no, organ_id, region_code, account_id, applicant_kind, subject_masked,
delivery, submitted_at, received_on, begun_on, due_on, state, closed_on, report_row, steps
"""
OWN = f"""
SELECT {COLUMNS} FROM disclosure_request
WHERE account_id = $1 AND ($2::uuid IS NULL OR request_id < $2)
ORDER BY request_id DESC LIMIT $3
"""
COUNT_OWN = "SELECT count(*) FROM disclosure_request WHERE account_id = $1"
FITTING = """
organ_id = $1 AND ($2::text IS NULL OR state = $2)
AND ($3::date IS NULL OR (state = 'in_progress' AND due_on >= $3))
AND ($4::date IS NULL OR (state = 'in_progress' AND due_on <= $4))
"""
DESK = f"""
SELECT {COLUMNS} FROM disclosure_request
WHERE {FITTING} AND ($5::date IS NULL OR (due_on, request_id) > ($5, $6::uuid))
ORDER BY due_on, request_id LIMIT $7
"""
COUNT_DESK = f"SELECT count(*) FROM disclosure_request WHERE {FITTING}"
LATE = "region_code = $1 AND state = 'in_progress' AND due_on < $2"
OVERDUE = f"""
SELECT {COLUMNS} FROM disclosure_request
WHERE {LATE} AND ($3::date IS NULL OR (due_on, request_id) > ($3, $4::uuid))
ORDER BY due_on, request_id LIMIT $5
"""
COUNT_OVERDUE = f"SELECT count(*) FROM disclosure_request WHERE {LATE}"
After = tuple[date | None, UUID | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What of an organ's requests: in a state, due from and to a day."""

    organ_id: UUID
    state: str | None = None
    due_from: date | None = None
    due_to: date | None = None

    def arguments(self) -> tuple[object, ...]:
        """As both statements begin with."""
        return self.organ_id, self.state, self.due_from, self.due_to


async def own(work: UnitOfWork, account_id: UUID, before: UUID | None, limit: int) -> list[Row]:
    """An account's requests, the newest first (an index range)."""
    return await work.fetch(OWN, account_id, before, limit)


async def count_own(work: UnitOfWork, account_id: UUID) -> int:
    """How many an account has (counted)."""
    return int(await work.fetch_value(COUNT_OWN, account_id))


async def desk(work: UnitOfWork, wanted: Desk, after: After, limit: int) -> list[Row]:
    """An organ's requests, the one due first first (an index range)."""
    return await work.fetch(DESK, *wanted.arguments(), *after, limit)


async def count_desk(work: UnitOfWork, wanted: Desk) -> int:
    """How many fit (counted)."""
    return int(await work.fetch_value(COUNT_DESK, *wanted.arguments()))


async def overdue(
    work: UnitOfWork, region_code: str, today: date, after: After, limit: int
) -> list[Row]:
    """A region's overdue requests, the longest first (a range of the partial index)."""
    return await work.fetch(OVERDUE, region_code, today, *after, limit)


async def count_overdue(work: UnitOfWork, region_code: str, today: date) -> int:
    """How many are overdue (counted)."""
    return int(await work.fetch_value(COUNT_OVERDUE, region_code, today))
