"""Organs and their staff, as the directory last told them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from svc_feedback.domain.staff_numbers import spelled

ORGANS = "SELECT organ_id, code, name, region_code, kind FROM organ"
ORGAN = f"{ORGANS} WHERE organ_id = $1"
REGION_OF = """
SELECT region_code FROM organ WHERE organ_id = ANY($1)
ORDER BY array_position($1, organ_id) LIMIT 1
"""
PUT_ORGAN = """
INSERT INTO organ (organ_id, code, name, region_code, kind) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organ_id) DO UPDATE SET code = EXCLUDED.code, name = EXCLUDED.name,
    region_code = EXCLUDED.region_code, kind = EXCLUDED.kind
"""
PUT_OFFICIAL = """
INSERT INTO staff (staff_id, staff_no, name, organ_id, active, account_id, roles, spelled)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (staff_id) DO UPDATE SET staff_no = EXCLUDED.staff_no, name = EXCLUDED.name,
    organ_id = EXCLUDED.organ_id, active = EXCLUDED.active, account_id = EXCLUDED.account_id,
    roles = EXCLUDED.roles, spelled = EXCLUDED.spelled
"""
OFFICIAL = """
SELECT staff_id, staff_no, name, organ_id, active, account_id, roles FROM staff
WHERE spelled = $1 AND organ_id = $2 AND active ORDER BY staff_id LIMIT 1
"""
NAMES = "SELECT spelled, name FROM staff WHERE spelled = ANY($1)"


@dataclass(frozen=True, slots=True)
class Organ:
    """A department as the directory names it."""

    organ_id: UUID
    code: str
    name: str
    region_code: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """A member of staff as the directory names them."""

    staff_id: UUID
    staff_no: str
    name: str
    organ_id: UUID
    active: bool = True
    account_id: UUID | None = None
    roles: tuple[str, ...] = ()


async def organs(work: UnitOfWork) -> Mapping[str, Organ]:
    """Every organ by its code."""
    return {row["code"]: Organ(**dict(row)) for row in await work.fetch(ORGANS)}


async def organ(work: UnitOfWork, organ_id: UUID) -> Organ | None:
    """A department by its id (one row by key)."""
    row = await work.fetch_row(ORGAN, organ_id)
    return None if row is None else Organ(**dict(row))


async def region_of(work: UnitOfWork, organ_ids: Iterable[UUID]) -> str:
    """The region of the first of these organs that is known; empty when none is."""
    return await work.fetch_value(REGION_OF, list(organ_ids)) or ""


async def put_organ(work: UnitOfWork, organ: Organ) -> None:
    """Keep an organ."""
    await work.write(
        PUT_ORGAN, organ.organ_id, organ.code, organ.name, organ.region_code, organ.kind
    )


async def put_official(work: UnitOfWork, one: Official) -> None:
    """Keep an official."""
    await work.write(
        PUT_OFFICIAL, one.staff_id, one.staff_no, one.name, one.organ_id, one.active,
        one.account_id, one.roles, spelled(one.staff_no),
    )  # fmt: skip


async def official(work: UnitOfWork, staff_no: str, organ_id: UUID) -> Official | None:
    """An organ's official who is in office, however the number is written (one indexed read)."""
    row = await work.fetch_row(OFFICIAL, spelled(staff_no), organ_id)
    return None if row is None else Official(**dict(row))


async def names(work: UnitOfWork, staff_nos: Iterable[str]) -> dict[str, str]:
    """The names of staff, by their numbers as they are spelled (a few rows by index)."""
    rows = await work.fetch(NAMES, [spelled(one) for one in staff_nos])
    return {row["spelled"]: row["name"] for row in rows}
