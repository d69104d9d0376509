"""Versions of books as rows, written whole: every write is the next revision."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.submissions.states import State, Step
from svc_budget.domain.submissions.submissions import SourceFile, Submission
from svc_budget.domain.templates.templates import Book

OF_FILE = ("file_key", "file_name", "media_type", "file_size", "sha256")
FIXED = ("submission_id", "unit_code", "region_code", "in_totals", "year", "book", "version")
CHANGING = (
    "state", "step", "fault", "missing_tables", "outcomes", "errors", "warnings", "uploaded_by",
    "uploaded_at", "checked_at", "approved_by", "approved_at", "published_by", "published_at",
    "published_as", "withdrawn_as", "withdrawn_at", "correction_reason",
)  # fmt: skip
OWN = (*FIXED, *OF_FILE, *CHANGING)
SUBMISSION = f"SELECT {', '.join(f's.{name}' for name in OWN)}, s.revision FROM submission s"
ONE = f"{SUBMISSION} WHERE s.submission_id = $1"
OF_BOOK = f"{SUBMISSION} WHERE (s.unit_code, s.year, s.book) = ($1, $2, $3)"
OPEN = f"{OF_BOOK} AND s.state IN ('draft', 'checked', 'approved')"
CURRENT = f"{OF_BOOK} AND s.state = 'published'"
CURRENT_OF = f"""
{SUBMISSION} WHERE s.unit_code = ANY ($1::text[]) AND (s.year, s.book) = ($2, $3)
    AND s.state = 'published'
"""
LAST_VERSION = """
SELECT coalesce(max(version), 0) FROM submission WHERE (unit_code, year, book) = ($1, $2, $3)
"""
# Whoever changes versions of one book waits here; so the rows need no lock of their own.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $3, $2))"
ADD = f"""
INSERT INTO submission ({", ".join(OWN)})
VALUES ({", ".join(f"${number}" for number in range(1, len(OWN) + 1))})
"""
SAVE = f"""
UPDATE submission SET revision = revision + 1, claimed_until = NULL,
    {", ".join(f"{name} = ${number}" for number, name in enumerate((*OF_FILE, *CHANGING), 2))}
WHERE submission_id = $1
"""
STEP = """
UPDATE submission SET step = $3, revision = revision + 1, claimed_until = $4
WHERE (submission_id, uploaded_at) = ($1, $2) AND state = 'draft' RETURNING submission_id
"""
CLAIM = f"""
UPDATE submission s SET claimed_until = $2 WHERE s.submission_id = (
    SELECT submission_id FROM submission
    WHERE state = 'draft' AND fault IS NULL AND (claimed_until IS NULL OR claimed_until < $1)
    ORDER BY uploaded_at LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING {", ".join(f"s.{name}" for name in OWN)}, s.revision
"""
LEASE = timedelta(seconds=60)


async def lock_book(work: UnitOfWork, unit_code: str, year: int, book: Book) -> None:
    """Keep others from changing any version of a book until this work ends."""
    await work.write(LOCK, unit_code, year, book)


async def with_id(work: UnitOfWork, submission_id: UUID) -> Submission | None:
    """A version (one row by key)."""
    return _found(await work.fetch_row(ONE, submission_id))


async def open_one(work: UnitOfWork, unit_code: str, year: int, book: Book) -> Submission | None:
    """The version that is not published yet (one row by key)."""
    return _found(await work.fetch_row(OPEN, unit_code, year, book))


async def current(work: UnitOfWork, unit_code: str, year: int, book: Book) -> Submission | None:
    """The published version (one row by key)."""
    return _found(await work.fetch_row(CURRENT, unit_code, year, book))


async def current_of(
    work: UnitOfWork, unit_codes: list[str], year: int, book: Book
) -> list[Submission]:
    """The published versions of some units (an index look-up each)."""
    return [submission_of(row) for row in await work.fetch(CURRENT_OF, unit_codes, year, book)]


async def next_version(work: UnitOfWork, unit_code: str, year: int, book: Book) -> int:
    """The number after the last (an index range)."""
    return int(await work.fetch_value(LAST_VERSION, unit_code, year, book)) + 1


async def add(work: UnitOfWork, one: Submission) -> None:
    """Keep a new version."""
    await work.write(ADD, *(getattr(one, name) for name in FIXED), *_changing(one))


async def save(work: UnitOfWork, one: Submission) -> None:
    """Keep what changed; the book is locked."""
    await work.write(SAVE, one.submission_id, *_changing(one))
    one.revision += 1


async def take_step(work: UnitOfWork, one: Submission, step: Step) -> bool:
    """Say how far the reading has come; False when there is another file by now."""
    until = work.now + LEASE
    done = await work.write(STEP, one.submission_id, one.uploaded_at, step, until)
    one.step = step
    return done is not None


async def claim_unread(work: UnitOfWork) -> Submission | None:
    """The draft that waits longest for its reading, for a minute nobody else's (one row)."""
    return _found(await work.write(CLAIM, work.now, work.now + LEASE))


def _changing(one: Submission) -> tuple[Any, ...]:
    file = one.file
    return (
        file.key, file.name, file.media_type, file.size, file.sha256, one.state, one.step,
        one.fault, list(one.missing_tables), one.outcomes or {}, one.errors, one.warnings,
        one.uploaded_by, one.uploaded_at, one.checked_at, one.approved_by, one.approved_at,
        one.published_by, one.published_at, one.published_as, one.withdrawn_as, one.withdrawn_at,
        one.correction_reason,
    )  # fmt: skip


def _found(row: Row | None) -> Submission | None:
    return None if row is None else submission_of(row)


def submission_of(row: Row) -> Submission:
    """The version of a row."""
    known = dict(row)
    file = SourceFile(*(known.pop(name) for name in OF_FILE))
    known |= {
        "book": Book(known["book"]),
        "state": State(known["state"]),
        "step": Step(known["step"]),
        "missing_tables": tuple(known["missing_tables"]),
    }
    return Submission(file=file, **known)
