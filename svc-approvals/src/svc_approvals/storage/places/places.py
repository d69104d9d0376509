"""Places as rows; those near a point by the box that holds them first, then by metres."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from shared.database import Row, UnitOfWork
from shared.nearness import EARTH_METRES, Point
from svc_approvals.domain.places.places import Place, PlaceKind

COLUMNS = """
place_id, kind, name, address, lng, lat, hours, phone, region_code, services, status, part_of
"""
ONE = f"SELECT {COLUMNS}, version FROM place WHERE place_id = $1"
ALL = f"SELECT {COLUMNS} FROM place"
PUT = f"""
INSERT INTO place ({COLUMNS}, version, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13)
ON CONFLICT (place_id) DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name,
    address = EXCLUDED.address, lng = EXCLUDED.lng, lat = EXCLUDED.lat, hours = EXCLUDED.hours,
    phone = EXCLUDED.phone, region_code = EXCLUDED.region_code, services = EXCLUDED.services,
    status = EXCLUDED.status, part_of = EXCLUDED.part_of, version = place.version + 1,
    updated_at = EXCLUDED.updated_at
RETURNING version
"""
FITTING = """
($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR $2 = ANY(services))
    AND ($3::text IS NULL OR strpos(name || ' ' || address, $3) > 0)
"""
LISTED = f"""
SELECT {COLUMNS}, NULL::int AS distance FROM place
WHERE {FITTING} AND place_id > $4 ORDER BY place_id LIMIT $5
"""
COUNTED = f"SELECT count(*) FROM place WHERE {FITTING}"
NEAR = f"""
SELECT {COLUMNS}, round(2 * {EARTH_METRES} * asin(sqrt(least(1,
    sin(radians(lat - $5) / 2) ^ 2
    + cos(radians($5)) * cos(radians(lat)) * sin(radians(lng - $4) / 2) ^ 2
))))::int AS distance
FROM place
WHERE {FITTING} AND lat BETWEEN $7 AND $8 AND lng BETWEEN $9 AND $10
"""
LISTED_NEAR = f"""
SELECT * FROM ({NEAR}) near WHERE distance <= $6
  AND ($11::int IS NULL OR (distance, place_id) > ($11, $12::text))
ORDER BY distance, place_id LIMIT $13
"""
COUNTED_NEAR = f"SELECT count(*) FROM ({NEAR}) near WHERE distance <= $6"


@dataclass(frozen=True, slots=True)
class Near:
    """Around which point, and how many metres."""

    point: Point
    radius: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of place, which matter it has to handle, and words of its name or address."""

    kind: PlaceKind | None = None
    matter: str | None = None
    words: str | None = None


async def listed(work: UnitOfWork, wanted: Wanted, after: str, limit: int) -> list[Row]:
    """Places in order of their ids (one index range)."""
    return await work.fetch(LISTED, *astuple(wanted), after, limit)


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many places fit (counted)."""
    return int(await work.fetch_value(COUNTED, *astuple(wanted)))


async def listed_near(
    work: UnitOfWork, wanted: Wanted, near: Near, after: tuple[int | None, str | None], limit: int
) -> list[Row]:
    """The nearest first (an index range of the box's latitudes; metres for what is in the box)."""
    return await work.fetch(LISTED_NEAR, *_around(wanted, near), *after, limit)


async def counted_near(work: UnitOfWork, wanted: Wanted, near: Near) -> int:
    """How many places fit and are within the radius (counted)."""
    return int(await work.fetch_value(COUNTED_NEAR, *_around(wanted, near)))


def _around(wanted: Wanted, near: Near) -> Sequence[object]:
    point, box = near.point, near.point.box(near.radius)
    return (
        *astuple(wanted), point.lng, point.lat, near.radius,
        box.south, box.north, box.west, box.east,
    )  # fmt: skip


async def with_id(work: UnitOfWork, place_id: str) -> tuple[Place, int] | None:
    """A place and its version (one row by key)."""
    row = await work.fetch_row(ONE, place_id)
    return None if row is None else (_place(row), row["version"])


async def everything(work: UnitOfWork) -> dict[str, Place]:
    """Every place by its id; for the loader."""
    return {row["place_id"]: _place(row) for row in await work.fetch(ALL)}


async def put(work: UnitOfWork, place: Place) -> int:
    """Enter a place or change it; answers its version."""
    row = await work.write(PUT, *astuple(place), work.now)
    return row["version"] if row else 1


def _place(row: Row) -> Place:
    members = {key: row[key] for key in Place.__dataclass_fields__}
    return Place(**members | {"services": tuple(row["services"])})
