"""Deliveries as rows, with the news of their parcels."""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from uuid import UUID

from shared.database import Row, StaleAggregate, UnitOfWork
from svc_approvals.domain.deliveries.couriers import CourierEvent
from svc_approvals.domain.deliveries.deliveries import FINAL, Delivery, Kind
from svc_approvals.domain.deliveries.states import DeliveryState

COLUMNS = [one.name for one in fields(Delivery)]
MUTABLE = ["state", "state_at", "order_id", "courier", "waybill_no", "ordered_at", "fault"]
FINAL_STATES = sorted(FINAL)

ADD = f"""
INSERT INTO delivery ({", ".join(COLUMNS)}, region_code)
SELECT {", ".join(f"${n + 1}" for n in range(len(COLUMNS)))}, region_code
FROM kase WHERE case_id = $2
ON CONFLICT (case_id) DO NOTHING RETURNING delivery_id
"""
OF_CASE = f"SELECT {', '.join(COLUMNS)} FROM delivery WHERE case_id = $1"
CASE_OF = "SELECT case_id FROM delivery WHERE delivery_id = $1 AND region_code = $2"
BY_PARCEL = """
SELECT d.case_id, o.order_id FROM courier_order o JOIN delivery d USING (delivery_id)
WHERE o.what = 'place' AND (o.order_id = $1 OR (o.waybill_no = $2 AND $2 <> '')) LIMIT 1
"""
SAVE = f"""
UPDATE delivery SET {", ".join(f"{name} = ${n + 3}" for n, name in enumerate(MUTABLE))}
WHERE delivery_id = $1 AND state <> ALL($2::text[]) RETURNING delivery_id
"""
ADD_EVENT = """
INSERT INTO delivery_event (delivery_id, event_id, state, at, text, received_at)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING event_id
"""
TRAIL = """
SELECT at, state, text FROM delivery_event WHERE delivery_id = $1 ORDER BY at, received_at
"""
LIST = f"""
SELECT {", ".join(f"d.{name}" for name in COLUMNS)}, k.case_no, k.matter_name, k.applicant_masked
FROM delivery d JOIN kase k USING (case_id)
WHERE d.region_code = $1 AND ($2::text IS NULL OR d.state = $2)
  AND ($3::text IS NULL OR d.kind = $3) AND ($4::uuid IS NULL OR d.delivery_id < $4)
ORDER BY d.delivery_id DESC LIMIT $5
"""
COUNT = """
SELECT count(*) FROM delivery
WHERE region_code = $1 AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR kind = $3)
"""
UNDER_WAY = f"""
SELECT {", ".join(COLUMNS)} FROM delivery
WHERE kind = 'courier' AND waybill_no <> '' AND state <> ALL($1::text[]) LIMIT 100
"""


async def add(work: UnitOfWork, delivery: Delivery) -> None:
    """Keep a new delivery, in the region of its case; stale when somebody has issued it first."""
    if await work.write(ADD, *attrgetter(*COLUMNS)(delivery)) is None:
        raise StaleAggregate


async def of_case(work: UnitOfWork, case_id: UUID) -> Delivery | None:
    """The delivery of a case (one indexed read)."""
    row = await work.fetch_row(OF_CASE, case_id)
    return None if row is None else _made(row)


async def case_of(work: UnitOfWork, delivery_id: UUID, region_code: str) -> UUID | None:
    """The case of a region's delivery."""
    found: UUID | None = await work.fetch_value(CASE_OF, delivery_id, region_code)
    return found


async def by_parcel(work: UnitOfWork, event: CourierEvent) -> Row | None:
    """Case and order of the parcel that news is about (indexed reads)."""
    return await work.fetch_row(BY_PARCEL, event.order_id, event.waybill_no)


async def save(work: UnitOfWork, delivery: Delivery) -> None:
    """Write what changed; stale when somebody has finished it meanwhile."""
    values = attrgetter(*MUTABLE)(delivery)
    if await work.write(SAVE, delivery.delivery_id, FINAL_STATES, *values) is None:
        raise StaleAggregate


async def add_event(work: UnitOfWork, delivery_id: UUID, event: CourierEvent) -> bool:
    """Keep a piece of news; False when it came before."""
    row = await work.write(
        ADD_EVENT, delivery_id, event.event_id, event.state, event.at, event.text, work.now,
    )  # fmt: skip
    return row is not None


async def trail_of(work: UnitOfWork, delivery_id: UUID) -> Sequence[Row]:
    """The news of a delivery, by its own time (one indexed read)."""
    return await work.fetch(TRAIL, delivery_id)


async def of_region(
    work: UnitOfWork,
    region_code: str,
    state: str | None,
    kind: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Row]:
    """A region's deliveries, the newest first (listed)."""
    return await work.fetch(LIST, region_code, state, kind, after, limit)


async def count_of_region(
    work: UnitOfWork, region_code: str, state: str | None, kind: str | None
) -> int:
    """How many deliveries a region has (counted)."""
    return int(await work.fetch_value(COUNT, region_code, state, kind))


async def under_way(work: UnitOfWork) -> list[Delivery]:
    """Parcels a courier has: read by the stand-in, which moves them (a scan, for demos)."""
    return [_made(row) for row in await work.fetch(UNDER_WAY, FINAL_STATES)]


def _made(row: Row) -> Delivery:
    delivery = Delivery(*row)
    delivery.kind, delivery.state = Kind(delivery.kind), DeliveryState(delivery.state)
    return delivery
