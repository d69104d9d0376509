"""Budget units by code."""

from collections.abc import Iterable

from shared.database import Row, UnitOfWork
from svc_budget.domain.units.units import Unit, UnitKind

OWN = (
    "code", "name", "kind", "organ_id", "region_code", "level", "parent_code", "first_year",
    "last_year",
)  # fmt: skip
UNIT = f"SELECT {', '.join(OWN)} FROM budget_unit"
ONE = f"{UNIT} WHERE code = $1"
FILTER = """
    ($1::text IS NULL OR region_code = $1) AND ($2::text IS NULL OR level = $2)
    AND ($3::text IS NULL OR strpos(name, $3) > 0 OR starts_with(code, $3))
    AND ($4::text IS NULL OR parent_code = $4)
"""
LISTED = f"""
{UNIT} WHERE {FILTER} AND ($5::text IS NULL OR code > $5) ORDER BY code LIMIT $6
"""
COUNTED = f"SELECT count(*) FROM budget_unit WHERE {FILTER}"
BELOW = f"{UNIT} WHERE parent_code = $1 ORDER BY code"
GOVERNMENTS = f"""
{UNIT} WHERE kind = 'government' AND level = $1 AND starts_with(region_code, $2) ORDER BY code
"""
REGION_NAMES = "SELECT region_code, name FROM budget_unit WHERE kind = 'government'"
NAMES = "SELECT name FROM budget_unit WHERE region_code = $1 AND code <> $2 ORDER BY code"
PUT = f"""
INSERT INTO budget_unit ({", ".join(OWN)}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, kind = EXCLUDED.kind,
    organ_id = EXCLUDED.organ_id, region_code = EXCLUDED.region_code, level = EXCLUDED.level,
    parent_code = EXCLUDED.parent_code, first_year = EXCLUDED.first_year,
    last_year = EXCLUDED.last_year
"""
Filter = tuple[str | None, str | None, str | None, str | None]  # region, level, words, parent


async def with_code(work: UnitOfWork, code: str) -> Unit | None:
    """A unit (one row by key)."""
    row = await work.fetch_row(ONE, code)
    return None if row is None else unit_of(row)


async def listed(work: UnitOfWork, wanted: Filter, after: str | None, limit: int) -> list[Row]:
    """Units in the order of their codes (a page)."""
    return await work.fetch(LISTED, *wanted, after, limit)


async def counted(work: UnitOfWork, wanted: Filter) -> int:
    """How many there are (counts some hundred rows)."""
    return int(await work.fetch_value(COUNTED, *wanted))


async def below(work: UnitOfWork, department: str) -> list[Unit]:
    """The units of a department (an index range)."""
    return [unit_of(row) for row in await work.fetch(BELOW, department)]


async def governments(work: UnitOfWork, level: str, within: str) -> list[Unit]:
    """The governments of a level whose region's code begins so (some dozens)."""
    return [unit_of(row) for row in await work.fetch(GOVERNMENTS, level, within)]


async def region_names(work: UnitOfWork) -> dict[str, str]:
    """What regions are called, by the governments among the units (some dozens)."""
    rows = await work.fetch(REGION_NAMES)
    return {row["region_code"]: row["name"].removesuffix("人民政府") for row in rows}


async def other_names(work: UnitOfWork, unit: Unit) -> tuple[str, ...]:
    """What the other units of the region are called (some hundred rows)."""
    return tuple(row["name"] for row in await work.fetch(NAMES, unit.region_code, unit.code))


async def put(work: UnitOfWork, units: Iterable[Unit]) -> None:
    """Keep units; a department comes before the units below it."""
    await work.write_many(PUT, [tuple(getattr(one, name) for name in OWN) for one in units])


def unit_of(row: Row) -> Unit:
    """The unit of a row."""
    return Unit(**{**dict(row), "kind": UnitKind(row["kind"])})
