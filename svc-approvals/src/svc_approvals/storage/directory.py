"""Organs and officials, as the directory last told them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork

ORGANS = "SELECT organ_id, code, name, phone, region_code, office_hours FROM organ"
PUT_ORGAN = """
INSERT INTO organ (organ_id, code, name, phone, region_code, office_hours)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organ_id) DO UPDATE SET code = EXCLUDED.code, name = EXCLUDED.name,
    phone = EXCLUDED.phone, region_code = EXCLUDED.region_code,
    office_hours = EXCLUDED.office_hours
"""
PUT_STAFF = """
INSERT INTO staff (staff_no, staff_id, name, organ_id, office_phone, active, account_id)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (staff_id) DO UPDATE SET staff_no = EXCLUDED.staff_no, name = EXCLUDED.name,
    organ_id = EXCLUDED.organ_id, office_phone = EXCLUDED.office_phone, active = EXCLUDED.active,
    account_id = EXCLUDED.account_id
"""
ACCOUNTS = """
SELECT account_id FROM staff
WHERE staff_no = ANY($1::text[]) AND active AND account_id IS NOT NULL ORDER BY staff_no
"""
STAFF_NUMBERS = "SELECT staff_no FROM staff WHERE active"
CLERK = """
SELECT FROM staff s JOIN organ o USING (organ_id)
WHERE s.staff_no = $1 AND s.active AND o.region_code = $2
"""


@dataclass(frozen=True, slots=True)
class Organ:
    """A department as the directory names it."""

    organ_id: UUID
    code: str
    name: str
    phone: str
    region_code: str
    office_hours: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """A member of staff as the directory names them."""

    staff_no: str
    staff_id: UUID
    name: str
    organ_id: UUID
    office_phone: str
    active: bool
    organ: str = ""
    account_id: UUID | None = None


STAFF = """
SELECT s.staff_no, s.staff_id, s.name, s.organ_id, s.office_phone, s.active, s.account_id,
       coalesce(o.name, '') AS organ
FROM staff s LEFT JOIN organ o USING (organ_id) WHERE s.staff_no = $1
"""


async def organs(work: UnitOfWork) -> Mapping[str, Organ]:
    """Every organ by its code."""
    return {row["code"]: Organ(**row) for row in await work.fetch(ORGANS)}


async def put_organ(work: UnitOfWork, organ: Organ) -> None:
    """Keep an organ."""
    await work.write(
        PUT_ORGAN, organ.organ_id, organ.code, organ.name, organ.phone, organ.region_code,
        organ.office_hours,
    )  # fmt: skip


async def put_official(work: UnitOfWork, one: Official) -> None:
    """Keep an official."""
    await work.write(
        PUT_STAFF, one.staff_no, one.staff_id, one.name, one.organ_id, one.office_phone, one.active,
        one.account_id,
    )  # fmt: skip


async def staff_numbers(work: UnitOfWork) -> frozenset[str]:
    """The staff numbers of everybody who works."""
    return frozenset(row["staff_no"] for row in await work.fetch(STAFF_NUMBERS))


async def serves_region(work: UnitOfWork, staff_no: str, region_code: str) -> bool:
    """Whether somebody with this number works for an organ of the region."""
    return await work.fetch_row(CLERK, staff_no, region_code) is not None


async def official(work: UnitOfWork, staff_no: str) -> Official | None:
    """An official by staff number (one indexed read)."""
    row = await work.fetch_row(STAFF, staff_no)
    return Official(**row) if row else None


async def accounts_of(work: UnitOfWork, staff_numbers: Iterable[str]) -> list[UUID]:
    """The accounts of officials by their numbers; who has none is left out (indexed)."""
    return [row["account_id"] for row in await work.fetch(ACCOUNTS, list(staff_numbers))]
