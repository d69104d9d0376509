"""Regions, organs and officials as rows; all of these tables are small and read whole."""

from typing import Any

from gateway.domain.organs import Official, Organ, Region
from shared.database import Row, UnitOfWork

Filters = tuple[str | None, str | None, str | None]  # region, kind, part of a name or alias
ORGAN = "id, code, name, aliases, region_code, kind, issuing_rights, office_phone, office_hours"

LIST_ORGANS = f"""
SELECT {ORGAN} FROM organ o
WHERE ($1::text IS NULL OR region_code = $1) AND ($2::text IS NULL OR kind = $2)
  AND ($3::text IS NULL OR strpos(name, $3) > 0
       OR EXISTS (SELECT FROM unnest(aliases) AS alias WHERE strpos(alias, $3) > 0))
  AND ($4::text IS NULL OR code > $4)
ORDER BY code LIMIT $5
"""
COUNT_ORGANS = """
SELECT count(*) FROM organ o
WHERE ($1::text IS NULL OR region_code = $1) AND ($2::text IS NULL OR kind = $2)
  AND ($3::text IS NULL OR strpos(name, $3) > 0
       OR EXISTS (SELECT FROM unnest(aliases) AS alias WHERE strpos(alias, $3) > 0))
"""
SAVE_REGION = """
INSERT INTO region (code, name, level, parent_code) VALUES ($1, $2, $3, $4)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, level = EXCLUDED.level,
    parent_code = EXCLUDED.parent_code
WHERE (region.name, region.level, region.parent_code)
    IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.level, EXCLUDED.parent_code)
"""
SAVE_ORGAN = """
INSERT INTO organ (id, code, name, aliases, region_code, kind, issuing_rights, office_phone,
    office_hours)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (id) DO UPDATE SET code = EXCLUDED.code, name = EXCLUDED.name,
    aliases = EXCLUDED.aliases, region_code = EXCLUDED.region_code, kind = EXCLUDED.kind,
    issuing_rights = EXCLUDED.issuing_rights, office_phone = EXCLUDED.office_phone,
    office_hours = EXCLUDED.office_hours
WHERE (organ.code, organ.name, organ.aliases, organ.region_code, organ.kind, organ.issuing_rights,
       organ.office_phone, organ.office_hours)
    IS DISTINCT FROM (EXCLUDED.code, EXCLUDED.name, EXCLUDED.aliases, EXCLUDED.region_code,
       EXCLUDED.kind, EXCLUDED.issuing_rights, EXCLUDED.office_phone,
       EXCLUDED.office_hours)
RETURNING id
"""
SAVE_OFFICIAL = """
INSERT INTO staff (id, staff_no, name, organ_id, office_phone, account_id, roles, active)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET staff_no = EXCLUDED.staff_no, name = EXCLUDED.name,
    organ_id = EXCLUDED.organ_id, office_phone = EXCLUDED.office_phone,
    account_id = EXCLUDED.account_id, roles = EXCLUDED.roles, active = EXCLUDED.active
WHERE (staff.staff_no, staff.name, staff.organ_id, staff.office_phone, staff.account_id,
       staff.roles, staff.active)
    IS DISTINCT FROM (EXCLUDED.staff_no, EXCLUDED.name, EXCLUDED.organ_id, EXCLUDED.office_phone,
       EXCLUDED.account_id, EXCLUDED.roles, EXCLUDED.active)
RETURNING id
"""


async def listed(
    work: UnitOfWork,
    filters: Filters,
    after: str | None,
    limit: int,
) -> list[Row]:
    """Organs by code after a code; filters are region, kind and a part of a name or alias."""
    return await work.fetch(LIST_ORGANS, *filters, after, limit)


async def counted(work: UnitOfWork, filters: Filters) -> int:
    """How many the filters let through."""
    return int(await work.fetch_value(COUNT_ORGANS, *filters))


async def with_code(work: UnitOfWork, code: str) -> Row | None:
    """One organ."""
    return await work.fetch_row(f"SELECT {ORGAN} FROM organ WHERE code = $1", code)


async def regions(work: UnitOfWork) -> list[Row]:
    """All regions from the top down."""
    return await work.fetch("SELECT code, name, level, parent_code FROM region ORDER BY code")


async def save_region(work: UnitOfWork, region: Region) -> None:
    """Enter a region or change it."""
    await work.write(SAVE_REGION, region.code, region.name, region.level, region.parent_code)


async def save_organ(work: UnitOfWork, organ: Organ) -> bool:
    """Enter an organ or change it; False when nothing differs."""
    row = await work.write(
        SAVE_ORGAN,
        organ.id,
        organ.code,
        organ.name,
        list(organ.aliases),
        organ.region_code,
        organ.kind,
        list(organ.issuing_rights),
        organ.office_phone,
        organ.office_hours,
    )
    return row is not None


async def save_official(work: UnitOfWork, official: Official) -> bool:
    """Enter an official or change them; False when nothing differs."""
    values: tuple[Any, ...] = (
        official.id,
        official.staff_no,
        official.name,
        official.organ_id,
        official.office_phone,
        official.account_id,
        list(official.roles),
        official.active,
    )
    return await work.write(SAVE_OFFICIAL, *values) is not None
