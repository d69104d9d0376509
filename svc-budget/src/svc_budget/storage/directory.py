"""Organs and officials, as the directory last told them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork

ORGANS = """
SELECT organ_id, code, name, phone, region_code, kind FROM organ
"""
ORGAN = f"{ORGANS} WHERE organ_id = $1"
PUT_ORGAN = """
INSERT INTO organ (organ_id, code, name, phone, region_code, kind)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organ_id) DO UPDATE SET code = EXCLUDED.code, name = EXCLUDED.name,
    phone = EXCLUDED.phone, region_code = EXCLUDED.region_code, kind = EXCLUDED.kind
"""
PUT_STAFF = """
INSERT INTO staff (staff_no, staff_id, name, organ_id, office_phone, active)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (staff_id) DO UPDATE SET staff_no = EXCLUDED.staff_no, name = EXCLUDED.name,
    organ_id = EXCLUDED.organ_id, office_phone = EXCLUDED.office_phone, active = EXCLUDED.active
"""


@dataclass(frozen=True, slots=True)
class Organ:
    """A department as the directory names it."""

    organ_id: UUID
    code: str
    name: str
    phone: str
    region_code: str
    kind: str = ""


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


STAFF = """
SELECT s.staff_no, s.staff_id, s.name, s.organ_id, s.office_phone, s.active,
       coalesce(o.name, '') AS organ
FROM staff s LEFT JOIN organ o USING (organ_id) WHERE s.staff_no = $1
"""


async def organs(work: UnitOfWork) -> Mapping[str, Organ]:
    """Every organ by its code."""
    return {row["code"]: _organ(row) for row in await work.fetch(ORGANS)}


async def organ(work: UnitOfWork, organ_id: UUID) -> Organ | None:
    """A department by its id (one row by key)."""
    row = await work.fetch_row(ORGAN, organ_id)
    return None if row is None else _organ(row)


def _organ(row: Row) -> Organ:
    return Organ(**dict(row))


async def put_organ(work: UnitOfWork, organ: Organ) -> None:
    """Keep an organ."""
    await work.write(
        PUT_ORGAN, organ.organ_id, organ.code, organ.name, organ.phone, organ.region_code,
        organ.kind,
    )  # fmt: skip


async def put_official(work: UnitOfWork, one: Official) -> None:
    """Keep an official."""
    await work.write(
        PUT_STAFF, one.staff_no, one.staff_id, one.name, one.organ_id, one.office_phone, one.active,
    )  # fmt: skip


async def official(work: UnitOfWork, staff_no: str) -> Official | None:
    """An official by staff number (one indexed read)."""
    row = await work.fetch_row(STAFF, staff_no)
    return Official(**row) if row else None
