"""Disclosures of funds as rows: versions are added, never changed but for being superseded."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.funds.disclosures import Disclosure, DisclosureKind, Stated

OWN = (
    "disclosure_id", "fund_id", "kind", "year", "version", "stated", "title", "reference",
    "document_id", "published_on", "basis",
)  # fmt: skip
WHOLE = 0  # the year of what is disclosed once for all years
DISCLOSURE = f"SELECT {', '.join(OWN)} FROM fund_disclosure"
CURRENT = f"{DISCLOSURE} WHERE fund_id = ANY ($1::uuid[]) AND NOT superseded"
VERSIONS = f"""
SELECT {", ".join(OWN)}, entered_at FROM fund_disclosure
WHERE (fund_id, kind, year) = ($1, $2, $3) ORDER BY version DESC
"""
SUPERSEDE = """
UPDATE fund_disclosure SET superseded = true
WHERE (fund_id, kind, year) = ($1, $2, $3) AND NOT superseded
"""
ADD = f"""
INSERT INTO fund_disclosure ({", ".join(OWN)}, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
NOTE = """
INSERT INTO fund_lapse_told (fund_id, kind, year, due_on) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING RETURNING true
"""


async def current(work: UnitOfWork, fund_ids: Iterable[UUID]) -> list[Disclosure]:
    """What is disclosed of funds now (an index range for each)."""
    return [_disclosure(row) for row in await work.fetch(CURRENT, list(fund_ids))]


async def versions(
    work: UnitOfWork, fund_id: UUID, kind: DisclosureKind, year: int | None
) -> list[Row]:
    """Every version of one disclosure, the newest first (an index range)."""
    return await work.fetch(VERSIONS, fund_id, kind.value, year or WHOLE)


async def put(work: UnitOfWork, one: Disclosure) -> None:
    """Keep a version in the place of the one before."""
    year = one.year or WHOLE
    await work.write(SUPERSEDE, one.fund_id, one.kind.value, year)
    await work.write(
        ADD, one.disclosure_id, one.fund_id, one.kind.value, year, one.version, one.stated.value,
        one.title, one.reference, one.document_id, one.published_on, one.basis, work.now,
    )  # fmt: skip


async def note_missing(
    work: UnitOfWork, fund_id: UUID, kind: DisclosureKind, year: int | None, due_on: date
) -> bool:
    """Whether it was not told before that a disclosure missed this day."""
    return await work.write(NOTE, fund_id, kind.value, year or WHOLE, due_on) is not None


def _disclosure(row: Row) -> Disclosure:
    said = {
        **dict(row), "kind": DisclosureKind(row["kind"]), "stated": Stated(row["stated"]),
        "year": row["year"] or None,
    }  # fmt: skip
    return Disclosure(**said)
