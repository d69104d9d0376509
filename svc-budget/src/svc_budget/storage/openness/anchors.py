"""What periods are counted from, by region or unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from svc_budget.domain.clocks.duties import Anchor

OWN = "anchor_id, anchor, about, year, stage, began_on, reference, version"
ONE = f"SELECT {OWN} FROM duty_anchor WHERE (anchor, about, year, stage) = ($1, $2, $3, $4)"
OF_YEAR = f"SELECT {OWN} FROM duty_anchor WHERE year = $1 AND about = ANY($2::text[])"
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1 || $2 || $4, $3))"
PUT = """
INSERT INTO duty_anchor (anchor_id, anchor, about, year, stage, began_on, reference, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (anchor, about, year, stage) DO UPDATE SET began_on = EXCLUDED.began_on,
    reference = EXCLUDED.reference, version = EXCLUDED.version
"""
TOLD = """
INSERT INTO overdue_told (unit_code, year, book, due_on) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING RETURNING unit_code
"""


@dataclass(frozen=True, slots=True)
class Began:
    """A period that began: by which approval or reply."""

    anchor_id: UUID
    anchor: Anchor
    about: str
    year: int
    stage: str
    began_on: date
    reference: str
    version: int


async def locked(
    work: UnitOfWork, anchor: Anchor, about: str, year: int, stage: str
) -> Began | None:
    """What was entered; who enters another waits (one row by key)."""
    key = (anchor.value, about, year, stage)
    await work.write(LOCK, *key)
    row = await work.fetch_row(ONE, *key)
    return None if row is None else Began(**dict(row) | {"anchor": Anchor(row["anchor"])})


async def of_year(
    work: UnitOfWork, year: int, about: Sequence[str]
) -> Mapping[tuple[Anchor, str, str], date]:
    """When periods of a year began: by anchor, region or unit, and stage (listed)."""
    rows = await work.fetch(OF_YEAR, year, list(about))
    return {(Anchor(one["anchor"]), one["about"], one["stage"]): one["began_on"] for one in rows}


async def put(work: UnitOfWork, one: Began) -> None:
    """Keep when a period began."""
    await work.write(
        PUT, one.anchor_id, one.anchor.value, one.about, one.year, one.stage, one.began_on,
        one.reference, one.version,
    )  # fmt: skip


async def note_told(work: UnitOfWork, unit_code: str, year: int, book: str, due: date) -> bool:
    """Note that it is told; False when it was before."""
    return await work.write(TOLD, unit_code, year, book, due) is not None
