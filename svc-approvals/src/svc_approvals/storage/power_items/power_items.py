"""Power items as rows; what the list is searched by stands beside the whole definition."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from shared.database import Row, UnitOfWork
from svc_approvals.domain.power_items.power_items import Law, PowerItem, PowerKind, Responsibility

ONE = "SELECT definition FROM power_item WHERE code = $1"
ALL = "SELECT definition FROM power_item"
FITTING = """
FROM power_item p LEFT JOIN organ o ON o.code = p.organ
WHERE ($1::text IS NULL OR p.organ = $1) AND ($2::text IS NULL OR p.kind = $2)
  AND ($3::text IS NULL OR position(lower($3) IN lower(p.name)) > 0)
"""
LISTED = f"""
SELECT p.code, p.name, p.kind, p.organ, coalesce(o.name, p.organ) AS organ_name,
       nullif(p.matter, '') AS matter
{FITTING} AND p.code > $4 ORDER BY p.code LIMIT $5
"""
COUNTED = f"SELECT count(*) {FITTING}"
PUT = """
INSERT INTO power_item (code, name, kind, organ, matter, definition)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, kind = EXCLUDED.kind,
    organ = EXCLUDED.organ, matter = EXCLUDED.matter, definition = EXCLUDED.definition
"""
DROP = "DELETE FROM power_item WHERE code = ANY($1)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose powers, of which kind, with which words in the name."""

    organ: str | None = None
    kind: PowerKind | None = None
    q: str | None = None


async def listed(work: UnitOfWork, wanted: Wanted, after: str, limit: int) -> list[Row]:
    """Items in order of code (one index range for an organ; a few hundred rows otherwise)."""
    return await work.fetch(LISTED, wanted.organ, wanted.kind, wanted.q, after, limit)


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many items fit (counted)."""
    return int(await work.fetch_value(COUNTED, wanted.organ, wanted.kind, wanted.q))


async def with_code(work: UnitOfWork, code: str) -> PowerItem | None:
    """One item (one row by key)."""
    definition = await work.fetch_value(ONE, code)
    return None if definition is None else _item(definition)


async def everything(work: UnitOfWork) -> dict[str, PowerItem]:
    """The whole list by code; for the loader."""
    items = (_item(row["definition"]) for row in await work.fetch(ALL))
    return {item.code: item for item in items}


async def put(work: UnitOfWork, items: Iterable[PowerItem]) -> None:
    """Enter items or change them."""
    await work.write_many(
        PUT, [(one.code, one.name, one.kind, one.organ, one.matter, asdict(one)) for one in items]
    )


async def drop(work: UnitOfWork, codes: Iterable[str]) -> None:
    """Take items off the list."""
    await work.write(DROP, list(codes))


def _item(definition: dict[str, Any]) -> PowerItem:
    basis = tuple(Law(**one) for one in definition["basis"])
    responsibilities = tuple(Responsibility(**one) for one in definition["responsibilities"])
    return PowerItem(**definition | {"basis": basis, "responsibilities": responsibilities})
