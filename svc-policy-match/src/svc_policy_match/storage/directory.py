"""Organs, as the directory last told them."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork

ORGAN = "SELECT organ_id, code, name, phone, region_code FROM organ WHERE organ_id = $1"
PUT_ORGAN = """
INSERT INTO organ (organ_id, code, name, phone, region_code) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organ_id) DO UPDATE SET code = EXCLUDED.code, name = EXCLUDED.name,
    phone = EXCLUDED.phone, region_code = EXCLUDED.region_code
"""


@dataclass(frozen=True, slots=True)
class Organ:
    """A department as the directory names it."""

    organ_id: UUID
    code: str
    name: str
    phone: str
    region_code: str


async def organ(work: UnitOfWork, organ_id: UUID) -> Organ | None:
    """A department by its id (one row by key)."""
    row = await work.fetch_row(ORGAN, organ_id)
    return None if row is None else Organ(**dict(row))


async def put_organ(work: UnitOfWork, organ: Organ) -> None:
    """Keep an organ."""
    await work.write(
        PUT_ORGAN, organ.organ_id, organ.code, organ.name, organ.phone, organ.region_code
    )
