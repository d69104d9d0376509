"""Versions as lists: of a desk, of a book, of a unit's year."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.submissions.states import State
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import Book
from svc_budget.storage.submissions.submissions import OF_BOOK, SUBMISSION, submission_of

FILTER = """
    (s.region_code = $1 AND ($2::uuid IS NULL OR s.unit_code IN
        (SELECT code FROM budget_unit WHERE organ_id = $2)))
    AND ($3::text IS NULL OR s.unit_code = $3) AND ($4::int IS NULL OR s.year = $4)
    AND ($5::text IS NULL OR s.book = $5) AND ($6::text IS NULL OR s.state = $6)
"""
LISTED = f"""
{SUBMISSION} WHERE {FILTER} AND ($7::uuid IS NULL OR s.submission_id < $7)
ORDER BY s.submission_id DESC LIMIT $8
"""
COUNTED = f"SELECT count(*) FROM submission s WHERE {FILTER}"
VISIBLE = f"""
{SUBMISSION} WHERE s.unit_code = $1 AND s.year = $2 AND s.published_as <= $3
    AND (s.withdrawn_as IS NULL OR s.withdrawn_as > $3)
ORDER BY s.book
"""
PUBLIC = f"{OF_BOOK} AND s.published_as IS NOT NULL ORDER BY s.version DESC"
YEARS = """
SELECT DISTINCT year FROM submission WHERE unit_code = $1 AND published_as IS NOT NULL
ORDER BY year DESC
"""


class Only(Protocol):
    """Which versions; None is any."""

    @property
    def unit_code(self) -> str | None:
        """Of a unit."""

    @property
    def year(self) -> int | None:
        """Of a year."""

    @property
    def book(self) -> Book | None:
        """Of a book."""

    @property
    def state(self) -> State | None:
        """In a state."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which versions: of an organ's units, or with None of a whole region's."""

    region_code: str
    organ_id: UUID | None
    only: Only

    @property
    def arguments(self) -> tuple[object, ...]:
        """In the order of the filter."""
        only = self.only
        return (self.region_code, self.organ_id, only.unit_code, only.year, only.book, only.state)


async def listed(
    work: UnitOfWork, wanted: Wanted, after: UUID | None, limit: int
) -> list[Submission]:
    """Versions, the newest first (a page)."""
    return _all(await work.fetch(LISTED, *wanted.arguments, after, limit))


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many there are (counts some thousand rows)."""
    return int(await work.fetch_value(COUNTED, *wanted.arguments))


async def visible(work: UnitOfWork, unit_code: str, year: int, snapshot: int) -> list[Submission]:
    """The versions of a unit's year that a snapshot shows, one of each book (an index range)."""
    return _all(await work.fetch(VISIBLE, unit_code, year, snapshot))


async def published_versions(
    work: UnitOfWork, unit_code: str, year: int, book: Book
) -> list[Submission]:
    """Every version that is or was published, the newest first (an index range)."""
    return _all(await work.fetch(PUBLIC, unit_code, year, book))


async def years(work: UnitOfWork, unit_code: str) -> list[int]:
    """The years something was published of, the newest first (an index range)."""
    return [row["year"] for row in await work.fetch(YEARS, unit_code)]


def _all(rows: list[Row]) -> list[Submission]:
    return [submission_of(row) for row in rows]
