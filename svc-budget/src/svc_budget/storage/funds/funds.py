"""Funds as rows."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from uuid import UUID

from shared.basis.effects import DEAD
from shared.database import Row, UnitOfWork
from svc_budget.domain.funds.funds import Category, Fund

OWN = (
    "fund_id", "name", "category", "class_name", "region_code", "unit_code", "organ_name",
    "purpose", "established_on", "first_year", "last_year", "entered_at", "version",
)  # fmt: skip
FUND = f"SELECT {', '.join(OWN)}, basis_reference FROM fund"
ONE = f"{FUND} WHERE fund_id = $1"
LOCKED = f"{ONE} FOR UPDATE"
FILTER = """
    ($1::text IS NULL OR f.category = $1) AND ($2::text IS NULL OR f.class_name = $2)
    AND ($3::text IS NULL OR f.region_code = $3) AND ($4::text IS NULL OR f.unit_code = $4)
    AND ($5::int IS NULL OR (f.first_year <= $5 AND coalesce(f.last_year, $5) >= $5))
    AND ($6::text IS NULL OR strpos(f.name, $6) > 0)
    AND ($7::bool IS NULL OR $7 = EXISTS (
        SELECT FROM document_effect e
        WHERE e.reference = f.basis_reference AND e.effect = ANY ($9::text[])))
    AND ($8::uuid[] IS NULL OR f.fund_id = ANY ($8))
"""
SHOWN = """
SELECT f.fund_id, f.name, f.category, f.class_name, f.region_code, f.unit_code, f.organ_name,
       f.first_year, f.last_year, f.basis_reference, e.effect AS basis_effect
FROM fund f LEFT JOIN document_effect e ON e.reference = f.basis_reference
"""
LISTED = f"""
{SHOWN} WHERE {FILTER}
    AND ($10::text IS NULL OR (f.category, f.class_name, f.name, f.fund_id) > ($10, $11, $12, $13))
ORDER BY f.category, f.class_name, f.name, f.fund_id LIMIT $14
"""
COUNTED = f"SELECT count(*) FROM fund f WHERE {FILTER}"
MATCHING = f"SELECT f.fund_id FROM fund f WHERE {FILTER}"
ALL = f"{FUND} ORDER BY fund_id"
SOME = f"{FUND} WHERE fund_id = ANY ($1::uuid[])"
ADD = f"""
INSERT INTO fund ({", ".join(OWN)})
VALUES ({", ".join(f"${n}" for n in range(1, len(OWN) + 1))})
"""
CHANGE = """
UPDATE fund SET name = $2, category = $3, class_name = $4, region_code = $5, unit_code = $6,
    organ_name = $7, purpose = $8, established_on = $9, first_year = $10, last_year = $11,
    entered_at = $12, version = $13
WHERE fund_id = $1
"""
REST = "UPDATE fund SET basis_reference = $2 WHERE fund_id = $1"
RESTING = f"{FUND} WHERE basis_reference = ANY ($1::text[]) ORDER BY fund_id"


@dataclass(frozen=True, slots=True)
class FundFilter:
    """Which funds are asked for; None does not matter."""

    category: str | None = None
    class_name: str | None = None
    region_code: str | None = None
    unit_code: str | None = None
    year: int | None = None
    words: str | None = None
    flagged: bool | None = None
    only: list[UUID] | None = None  # among these


@dataclass(frozen=True, slots=True)
class Kept:
    """A fund, and the document it rests on as its disclosure names it."""

    fund: Fund
    basis_reference: str


async def with_id(work: UnitOfWork, fund_id: UUID) -> Kept | None:
    """A fund (one row by key)."""
    return _kept(await work.fetch_row(ONE, fund_id))


async def locked(work: UnitOfWork, fund_id: UUID) -> Kept | None:
    """A fund; whoever else writes to it waits (one row by key)."""
    await work.lock()
    return _kept(await work.fetch_row(LOCKED, fund_id))


async def listed(
    work: UnitOfWork, wanted: FundFilter, after: tuple[object, ...], limit: int
) -> list[Row]:
    """Funds by category, class and name (a page of some hundred rows)."""
    return await work.fetch(LISTED, *astuple(wanted), list(DEAD), *after, limit)


async def counted(work: UnitOfWork, wanted: FundFilter) -> int:
    """How many there are (counts some hundred rows)."""
    return int(await work.fetch_value(COUNTED, *astuple(wanted), list(DEAD)))


async def matching(work: UnitOfWork, wanted: FundFilter) -> list[UUID]:
    """All that are asked for (reads some hundred rows)."""
    return [row["fund_id"] for row in await work.fetch(MATCHING, *astuple(wanted), list(DEAD))]


async def some(work: UnitOfWork, fund_ids: Sequence[UUID]) -> list[Kept]:
    """Several funds (rows by key)."""
    return [_known(row) for row in await work.fetch(SOME, list(fund_ids))]


async def everywhere(work: UnitOfWork) -> list[Kept]:
    """All funds (some hundred rows)."""
    return [_known(row) for row in await work.fetch(ALL)]


async def resting_on(work: UnitOfWork, references: list[str]) -> list[Kept]:
    """Funds managed by one of these documents (an index range)."""
    return [_known(row) for row in await work.fetch(RESTING, references)]


async def add(work: UnitOfWork, fund: Fund) -> None:
    """Keep a new fund."""
    await work.write(ADD, *(getattr(fund, name) for name in OWN))


async def change(work: UnitOfWork, fund: Fund) -> None:
    """Keep what is said of a fund now."""
    await work.write(CHANGE, *(getattr(fund, name) for name in OWN))


async def rest_on(work: UnitOfWork, fund_id: UUID, reference: str) -> None:
    """A fund is managed by this document from now on."""
    await work.write(REST, fund_id, reference)


def _kept(row: Row | None) -> Kept | None:
    return None if row is None else _known(row)


def _known(row: Row) -> Kept:
    said = dict(row)
    reference = said.pop("basis_reference")
    return Kept(Fund(**{**said, "category": Category(said["category"])}), reference)
