"""Evaluators as they are kept."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.devices.devices import Device

NAMES = tuple(field.name for field in fields(Device))
COLUMNS = ", ".join(NAMES)
BY_ID = f"SELECT {COLUMNS}, bound_at FROM review_device WHERE device_id = $1"
LEFT = f"""
INSERT INTO device_binding ({COLUMNS}, bound_at)
SELECT {COLUMNS}, bound_at FROM review_device WHERE device_id = $1 ON CONFLICT DO NOTHING
"""
# The last binding up to a moment; before the first one, the first.
AT = f"""
SELECT {COLUMNS} FROM (
    SELECT {COLUMNS}, bound_at FROM review_device WHERE device_id = $1
    UNION ALL SELECT {COLUMNS}, bound_at FROM device_binding WHERE device_id = $1
) bound
ORDER BY bound_at > $2, CASE WHEN bound_at <= $2 THEN bound_at END DESC, bound_at LIMIT 1
"""
PUT = f"""
INSERT INTO review_device ({COLUMNS}, bound_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (device_id) DO UPDATE SET window_id = EXCLUDED.window_id,
    organ_id = EXCLUDED.organ_id, region_code = EXCLUDED.region_code,
    bound_at = EXCLUDED.bound_at
RETURNING {COLUMNS}, bound_at
"""
AT_WINDOW = f"""
SELECT {COLUMNS} FROM review_device WHERE window_id = $1 AND region_code = $2 ORDER BY device_id
"""
OF_ORGAN = "SELECT EXISTS (SELECT FROM review_device WHERE organ_id = $1)"
OF_REGION = f"""
SELECT {COLUMNS}, bound_at FROM review_device
WHERE region_code = $1 AND ($2::text IS NULL OR device_id > $2) ORDER BY device_id LIMIT $3
"""
COUNT = "SELECT count(*) FROM review_device WHERE region_code = $1"


async def row_of(work: UnitOfWork, device_id: str) -> Row | None:
    """A device and since when it stands there (one row by key)."""
    return await work.fetch_row(BY_ID, device_id)


async def by_id(work: UnitOfWork, device_id: str) -> Device | None:
    """A device."""
    row = await row_of(work, device_id)
    return None if row is None else _device(row)


async def at(work: UnitOfWork, device_id: str, moment: datetime) -> Device | None:
    """A device as it was bound at a moment (its few bindings by key)."""
    row = await work.fetch_row(AT, device_id, moment)
    return None if row is None else _device(row)


async def put(work: UnitOfWork, device: Device) -> Row:
    """Bind a device to its window, anew or for the first time; where it stood before is kept."""
    await work.write(LEFT, device.device_id)
    row = await work.write(
        PUT, device.device_id, device.window_id, device.organ_id, device.region_code, work.now
    )
    assert row is not None, "an upsert has a row"  # noqa: S101
    return row


async def at_window(work: UnitOfWork, window_id: str, region_code: str) -> Sequence[Device]:
    """The devices of a window."""
    return [_device(row) for row in await work.fetch(AT_WINDOW, window_id, region_code)]


async def has_organ(work: UnitOfWork, organ_id: UUID) -> bool:
    """Whether an evaluator stands at any window of an organ (the devices, read once)."""
    return bool(await work.fetch_value(OF_ORGAN, organ_id))


async def of_region(work: UnitOfWork, region_code: str, after: str | None, limit: int) -> list[Row]:
    """A region's devices, by id."""
    return await work.fetch(OF_REGION, region_code, after, limit)


async def count_of_region(work: UnitOfWork, region_code: str) -> int:
    """How many there are."""
    return int(await work.fetch_value(COUNT, region_code))


def _device(row: Row) -> Device:
    return Device(*row[: len(NAMES)])
