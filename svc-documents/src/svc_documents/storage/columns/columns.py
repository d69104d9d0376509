"""Columns as rows; the whole tree is some hundred of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shared.database import Row, UnitOfWork
from svc_documents.domain.columns.columns import Column, Period

OWN = (
    "column_id", "parent", "name", "position", "kind", "description", "organ_id", "organ_name",
    "region_code", "period_days", "period_working",
)  # fmt: skip
COLUMNS = ", ".join((*OWN, "updated_on", "told_overdue", "version"))
ALL = f"SELECT {COLUMNS} FROM directory_column ORDER BY position, column_id"
ONE = f"SELECT {COLUMNS} FROM directory_column WHERE column_id = $1"
PARENTS = "SELECT column_id, parent FROM directory_column"
PUT = f"""
INSERT INTO directory_column ({", ".join(OWN)}, updated_on, version)
VALUES ({", ".join(f"${n}" for n in range(1, len(OWN) + 2))}, 1)
ON CONFLICT (column_id) DO UPDATE SET
    {", ".join(f"{name} = EXCLUDED.{name}" for name in OWN[1:])},
    version = directory_column.version + 1
RETURNING version
"""
UPDATED = """
UPDATE directory_column SET updated_on = greatest(updated_on, $2) WHERE column_id = $1
"""
# The tree changes seldom and is checked as a whole, so one change waits for the other.
LOCK = "LOCK TABLE directory_column IN SHARE ROW EXCLUSIVE MODE"
WITH_PERIOD = f"""
SELECT {COLUMNS} FROM directory_column WHERE period_days IS NOT NULL
ORDER BY column_id FOR UPDATE SKIP LOCKED
"""
TOLD = "UPDATE directory_column SET told_overdue = $2 WHERE column_id = $1"


@dataclass(frozen=True, slots=True)
class Kept:
    """A column with when it was last updated."""

    column: Column
    updated_on: date
    told_overdue: date | None
    version: int


async def everything(work: UnitOfWork) -> list[Kept]:
    """Every column in order of position (listed whole)."""
    return [_kept(row) for row in await work.fetch(ALL)]


async def with_id(work: UnitOfWork, column_id: str) -> Kept | None:
    """One column (one row by key)."""
    row = await work.fetch_row(ONE, column_id)
    return None if row is None else _kept(row)


async def lock_tree(work: UnitOfWork) -> Mapping[str, str | None]:
    """Keep others from changing the tree; answers each column's parent."""
    await work.write(LOCK)
    return {row["column_id"]: row["parent"] for row in await work.fetch(PARENTS)}


async def put(work: UnitOfWork, column: Column, today: date) -> int:
    """Enter a column or change it; answers its version."""
    period = column.period or Period(0)
    row = await work.write(
        PUT, column.column_id, column.parent, column.name, column.position, column.kind,
        column.description, column.organ_id, column.organ_name, column.region_code,
        period.days or None, period.working, today,
    )  # fmt: skip
    return row["version"] if row else 1


async def note_update(work: UnitOfWork, column_id: str, day: date) -> None:
    """Something was published in a column on a day."""
    await work.write(UPDATED, column_id, day)


async def with_period(work: UnitOfWork) -> list[Kept]:
    """Columns that have a period, locked; those another worker looks at are passed over."""
    return [_kept(row) for row in await work.write_rows(WITH_PERIOD)]


async def note_told(work: UnitOfWork, column_id: str, due: date) -> None:
    """The lapse of a due day was told."""
    await work.write(TOLD, column_id, due)


def _kept(row: Row) -> Kept:
    days = row["period_days"]
    plain = {name: row[name] for name in OWN if not name.startswith("period")}
    column = Column(**plain, period=Period(days, row["period_working"]) if days else None)
    return Kept(column, row["updated_on"], row["told_overdue"], row["version"])
