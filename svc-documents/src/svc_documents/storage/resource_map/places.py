"""Places as rows; those near a point by the box that holds them first, then by metres."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from shared.database import Row, UnitOfWork
from shared.nearness import EARTH_METRES, Box, Point
from svc_documents.domain.resource_map.places import PlaceKind, ResourcePlace

KINDS = """
SELECT k.code, k.name, count(p.place_id) AS places
FROM resource_kind k LEFT JOIN resource_place p ON p.kind = k.code AND p.status = 'open'
GROUP BY k.code ORDER BY k.position, k.code
"""
KIND_IS_KNOWN = "SELECT EXISTS (SELECT FROM resource_kind WHERE code = $1)"
PUT_KIND = """
INSERT INTO resource_kind (code, name, position) VALUES ($1, $2, $3)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, position = EXCLUDED.position
"""
COLUMNS = "place_id, kind, name, address, lng, lat, hours, phone, region_code, note, status"
ONE = f"SELECT {COLUMNS}, version FROM resource_place WHERE place_id = $1"
LOCKED = f"{ONE} FOR UPDATE"
ALL = f"SELECT {COLUMNS} FROM resource_place"
PUT = f"""
INSERT INTO resource_place ({COLUMNS}, version, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)
ON CONFLICT (place_id) DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name,
    address = EXCLUDED.address, lng = EXCLUDED.lng, lat = EXCLUDED.lat, hours = EXCLUDED.hours,
    phone = EXCLUDED.phone, note = EXCLUDED.note, status = EXCLUDED.status,
    version = resource_place.version + 1, updated_at = EXCLUDED.updated_at
RETURNING version
"""
FITTING = """
($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR strpos(name, $2) > 0)
AND lat BETWEEN $3 AND $4 AND lng BETWEEN $5 AND $6
"""
LISTED = f"""
SELECT {COLUMNS}, NULL::int AS distance FROM resource_place
WHERE {FITTING} AND place_id > $7 ORDER BY place_id LIMIT $8
"""
COUNTED = f"SELECT count(*) FROM resource_place WHERE {FITTING}"
NEAR = f"""
SELECT {COLUMNS}, round(2 * {EARTH_METRES} * asin(sqrt(least(1,
    sin(radians(lat - $8) / 2) ^ 2
    + cos(radians($8)) * cos(radians(lat)) * sin(radians(lng - $7) / 2) ^ 2
))))::int AS distance
FROM resource_place WHERE {FITTING}
"""
LISTED_NEAR = f"""
SELECT * FROM ({NEAR}) near WHERE distance <= $9
  AND ($10::int IS NULL OR (distance, place_id) > ($10, $11::text))
ORDER BY distance, place_id LIMIT $12
"""
COUNTED_NEAR = f"SELECT count(*) FROM ({NEAR}) near WHERE distance <= $9"
Near = tuple[Point, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of place, what stands in its name, and within which box."""

    kind: str | None
    name: str | None
    box: Box

    def arguments(self) -> tuple[object, ...]:
        """As every statement here begins with."""
        box = self.box
        return self.kind, self.name, box.south, box.north, box.west, box.east


async def kinds(work: UnitOfWork) -> list[Row]:
    """Every kind with how many open places it has (counted)."""
    return await work.fetch(KINDS)


async def kind_is_known(work: UnitOfWork, code: str) -> bool:
    """Whether there is such a kind (one key)."""
    return bool(await work.fetch_value(KIND_IS_KNOWN, code))


async def put_kinds(work: UnitOfWork, wanted: Iterable[PlaceKind]) -> None:
    """Keep the kinds."""
    await work.write_many(PUT_KIND, [astuple(one) for one in wanted])


async def listed(work: UnitOfWork, wanted: Wanted, after: str, limit: int) -> list[Row]:
    """Places in order of their ids (a range of the key, or of the box's latitudes)."""
    return await work.fetch(LISTED, *wanted.arguments(), after, limit)


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many places fit (counted)."""
    return int(await work.fetch_value(COUNTED, *wanted.arguments()))


async def listed_near(
    work: UnitOfWork, wanted: Wanted, near: Near, after: tuple[int | None, str | None], limit: int
) -> list[Row]:
    """The nearest first (an index range of the box's latitudes; metres for what is in the box)."""
    point, radius = near
    return await work.fetch(
        LISTED_NEAR, *wanted.arguments(), point.lng, point.lat, radius, *after, limit
    )


async def counted_near(work: UnitOfWork, wanted: Wanted, near: Near) -> int:
    """How many places fit and are within the radius (counted)."""
    point, radius = near
    found = await work.fetch_value(
        COUNTED_NEAR, *wanted.arguments(), point.lng, point.lat, radius
    )  # fmt: skip
    return int(found)


async def with_id(
    work: UnitOfWork, place_id: str, *, locked: bool = False
) -> tuple[ResourcePlace, int] | None:
    """A place and its version (one row by key)."""
    row = await work.fetch_row(LOCKED if locked else ONE, place_id)
    return None if row is None else (_place(row), row["version"])


async def everything(work: UnitOfWork) -> dict[str, ResourcePlace]:
    """Every place by its id; for the loader."""
    return {row["place_id"]: _place(row) for row in await work.fetch(ALL)}


async def put(work: UnitOfWork, place: ResourcePlace) -> int:
    """Enter a place or change it; answers its version."""
    row = await work.write(PUT, *astuple(place), work.now)
    return row["version"] if row else 1


def _place(row: Row) -> ResourcePlace:
    return ResourcePlace(**{key: row[key] for key in ResourcePlace.__dataclass_fields__})
