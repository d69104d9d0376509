"""The facts of a snapshot, version by version: what is published never changes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from shared.database import Row, UnitOfWork
from shared.sheets import Cell
from svc_budget.domain.exports.columns import COLUMNS
from svc_budget.domain.exports.exports import Wanted

VISIBLE = """
    s.published_as <= $1 AND (s.withdrawn_as IS NULL OR s.withdrawn_as > $1)
    AND ($2::text IS NULL OR s.book = $2) AND (cardinality($3::int[]) = 0 OR s.year = ANY($3))
    AND ($4::text IS NULL OR s.region_code = $4) AND ($5::text IS NULL OR s.unit_code = $5)
"""
VERSIONS = f"""
SELECT s.submission_id, s.year, s.version, u.name AS unit_name
FROM submission s JOIN budget_unit u ON u.code = s.unit_code
WHERE {VISIBLE} ORDER BY s.unit_code, s.year, s.book
"""
COUNT = f"""
SELECT count(*) FROM fact f JOIN submission s USING (submission_id, year)
WHERE {VISIBLE} AND ($6::text IS NULL OR f.table_code = $6)
"""
FACTS = """
SELECT unit_code, region_code, year, book, table_code, side, row_no, label, code, code_kind,
    leaf::int AS leaf, column_key, direction, fund_type, stage, expenditure, project, amount,
    sheet, cell
FROM fact WHERE submission_id = $1 AND year = $2 AND ($3::text IS NULL OR table_code = $3)
"""


def _of(wanted: Wanted) -> Sequence[Any]:
    return (wanted.snapshot, wanted.book, list(wanted.years), wanted.region, wanted.unit)


async def count(work: UnitOfWork, wanted: Wanted) -> int:
    """How many rows the file will have (counts facts of all its versions)."""
    return int(await work.fetch_value(COUNT, *_of(wanted), wanted.table))


async def versions(work: UnitOfWork, wanted: Wanted) -> list[Row]:
    """The versions the file is made of, in its order (some thousand rows)."""
    return await work.fetch(VERSIONS, *_of(wanted))


async def rows_of(work: UnitOfWork, version: Row, wanted: Wanted) -> list[Sequence[Cell]]:
    """One version's rows in the order of the columns (some thousand, an index range)."""
    ids = (version["submission_id"], version["year"], wanted.table)
    known = {"version": version["version"], "unit_name": version["unit_name"]}
    return [list(_cells(row, known)) for row in await work.fetch(FACTS, *ids)]


def _cells(row: Row, known: dict[str, Any]) -> Iterator[Cell]:
    for column in COLUMNS:
        if column.name == "amount":
            yield Decimal(row["amount"]).scaleb(-2)  # fen as yuan, every cent shown
        else:
            yield known[column.name] if column.name in known else row[column.name]
