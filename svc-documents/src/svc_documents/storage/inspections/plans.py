"""Plans, draws and cancellations as rows; the state is which of them is there."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.personal_data import Cell, PersonalData
from svc_documents.domain.inspections.draws import Drawn
from svc_documents.domain.inspections.plans import Inspection
from svc_documents.domain.inspections.registers import (
    Group,
    InspectionObject,
    Inspector,
    Registers,
)

PLAIN = (
    "inspection_id, organ_id, region_code, title, matter, basis, inspect_from, inspect_until,"
    " beacon, beacon_on, commitment, announced_at, announced_by"
)
ADD = f"""
INSERT INTO inspection ({PLAIN}, registers, secret)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
"""
STATE = """
CASE WHEN d.inspection_id IS NOT NULL THEN 'drawn'
     WHEN c.inspection_id IS NOT NULL THEN 'cancelled' ELSE 'announced' END
"""
JOINED = """
inspection i LEFT JOIN inspection_draw d USING (inspection_id)
LEFT JOIN inspection_cancellation c USING (inspection_id)
"""
SHOWN = f"""
{", ".join(f"i.{name.strip()}" for name in PLAIN.split(",") if "inspection_id" not in name)},
inspection_id, {STATE} AS state, d.secret AS drawn_secret, d.public_value, d.source, d.drawn_at,
c.reason AS cancelled_because,
(SELECT count(*) FROM inspection_drawn n WHERE n.inspection_id = i.inspection_id)::int AS drawn,
(SELECT count(DISTINCT object_id) FROM inspection_result r
 WHERE r.inspection_id = i.inspection_id)::int AS published
"""
ONE = f"SELECT {SHOWN}, i.registers FROM {JOINED} WHERE inspection_id = $1"
# A row that may not be changed cannot be locked either: draw and cancellation meet here instead.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))"
SEALED = "SELECT secret FROM inspection WHERE inspection_id = $1"
FITTING = f"""
($1::uuid IS NULL OR i.organ_id = $1) AND ($2::text IS NULL OR i.region_code = $2)
AND ($3::text IS NULL OR {STATE} = $3)
"""
LISTED = f"""
SELECT {SHOWN} FROM {JOINED}
WHERE {FITTING} AND ($4::uuid IS NULL OR inspection_id < $4)
ORDER BY inspection_id DESC LIMIT $5
"""
COUNTED = f"SELECT count(*) FROM {JOINED} WHERE {FITTING}"
ADD_DRAW = """
INSERT INTO inspection_draw (inspection_id, secret, public_value, source, drawn_at, drawn_by)
VALUES ($1, $2, $3, $4, $5, $6)
"""
ADD_DRAWN = """
INSERT INTO inspection_drawn (inspection_id, object_id, position, name, inspectors, due_on)
VALUES ($1, $2, $3, $4, $5, $6)
"""
CANCEL = """
INSERT INTO inspection_cancellation (inspection_id, reason, cancelled_at, cancelled_by)
VALUES ($1, $2, $3, $4)
"""
Wanted = tuple[UUID | None, str | None, str | None]  # organ, region, state


async def add(work: UnitOfWork, secrets: PersonalData, plan: Inspection, secret: bytes) -> None:
    """Keep a plan, its secret encrypted."""
    token = secrets.encrypt(secret.hex(), _cell(plan.inspection_id))
    plain = [getattr(plan, name.strip()) for name in PLAIN.split(",")]
    await work.write(ADD, *plain, asdict(plan.registers), token)


async def shown(work: UnitOfWork, inspection_id: UUID) -> Row | None:
    """A plan with its registers, its state and how far it is (one row by key, two counts)."""
    return await work.fetch_row(ONE, inspection_id)


async def locked_secret(work: UnitOfWork, secrets: PersonalData, inspection_id: UUID) -> bytes:
    """The secret of a plan, which nobody else draws meanwhile."""
    await work.lock()
    await work.fetch_value(LOCK, str(inspection_id))
    token = await work.fetch_value(SEALED, inspection_id)
    return bytes.fromhex(secrets.decrypt(token, _cell(inspection_id)))


async def listed(work: UnitOfWork, wanted: Wanted, before: UUID | None, limit: int) -> list[Row]:
    """Plans, the newest first (a range of the key, or of an organ's)."""
    return await work.fetch(LISTED, *wanted, before, limit)


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many fit (counted)."""
    return int(await work.fetch_value(COUNTED, *wanted))


async def add_draw(
    work: UnitOfWork, plan: Inspection, secret: bytes, public_value: str, source: str, by: str
) -> None:
    """The secret is told, and by what was drawn."""
    await work.write(ADD_DRAW, plan.inspection_id, secret.hex(), public_value, source, work.now, by)


async def add_drawn(
    work: UnitOfWork, plan: Inspection, drawn: list[Drawn], due_on: date
) -> None:  # fmt: skip
    """Who was drawn, in order."""
    names = {one.object_id: one.name for one in plan.registers.objects}
    rows = [
        (plan.inspection_id, one.object_id, position, names[one.object_id], list(one.inspectors),
         due_on)
        for position, one in enumerate(drawn, 1)
    ]  # fmt: skip
    await work.write_many(ADD_DRAWN, rows)


async def cancel(work: UnitOfWork, inspection_id: UUID, reason: str, by: str) -> None:
    """It will not be drawn."""
    await work.write(CANCEL, inspection_id, reason, work.now, by)


def plan_of(row: Row) -> Inspection:
    """The plan of a row."""
    plain: dict[str, Any] = {name.strip(): row[name.strip()] for name in PLAIN.split(",")}
    return Inspection(**plain, registers=registers_of(row), state=row["state"])


def registers_of(row: Row) -> Registers:
    """The registers of a row."""
    kept = row["registers"]
    return Registers(
        groups=tuple(Group(**one) for one in kept["groups"]),
        inspectors_each=kept["inspectors_each"],
        objects=tuple(InspectionObject(**one) for one in kept["objects"]),
        inspectors=tuple(Inspector(**one) for one in kept["inspectors"]),
        conflicts=tuple((who, whom) for who, whom in kept["conflicts"]),
    )


def _cell(inspection_id: UUID) -> Cell:
    return Cell("inspection", "secret", inspection_id)
