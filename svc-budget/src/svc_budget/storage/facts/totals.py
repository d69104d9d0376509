"""Sums over what is published now, changed by what a publication adds and takes away.

Whoever publishes holds the publication counter, so no two change sums at the same time.
"""

from uuid import UUID

from shared.database import UnitOfWork
from svc_budget.domain.submissions.submissions import Submission

NOBODY = UUID(int=0)

MEANING = "direction, fund_type, stage, expenditure"
OF_TABLE = "year, book, table_code, side, column_key"
REGION_KEY = f"region_code, {OF_TABLE}, row_key, leaf"
UNIT_KEY = f"unit_code, {OF_TABLE}"
SIGNED = "CASE WHEN submission_id = $1 THEN amount ELSE -amount END"
# How many books more state such a row: one, none, or one less.
BOOKS = "max((submission_id = $1)::int) - max((submission_id = $2)::int)"
OF_BOTH = "FROM fact WHERE year = $3 AND submission_id IN ($1, $2)"
MEANT = ", ".join(f"min({name})" for name in MEANING.split(", "))
REGION = f"""
INSERT INTO region_total AS t ({REGION_KEY}, code, code_kind, {MEANING}, amount, units)
SELECT {REGION_KEY}, min(code), min(code_kind), {MEANT}, sum({SIGNED}), {BOOKS}
{OF_BOTH} GROUP BY {REGION_KEY}
HAVING sum({SIGNED}) <> 0 OR {BOOKS} <> 0
ON CONFLICT ({REGION_KEY}) DO UPDATE SET
    amount = t.amount + EXCLUDED.amount, units = t.units + EXCLUDED.units
"""
EMPTY = """
DELETE FROM region_total WHERE (region_code, year, book) = ($1, $2, $3) AND units = 0
"""
UNIT_FORGET = "DELETE FROM unit_total WHERE (unit_code, year, book) = ($1, $2, $3)"
UNIT = f"""
INSERT INTO unit_total ({UNIT_KEY}, {MEANING}, amount)
SELECT {UNIT_KEY}, {MEANT}, sum(amount)
FROM fact WHERE year = $2 AND submission_id = $1 AND leaf GROUP BY {UNIT_KEY}
"""


async def publish(work: UnitOfWork, one: Submission, former: Submission | None) -> None:
    """Add a version's amounts, take away those of the one it replaces (some thousand rows)."""
    await work.write(REGION, _summed(one), _summed(former), one.year)
    if former is not None:
        await work.write(EMPTY, former.region_code, one.year, one.book)
        await work.write(UNIT_FORGET, one.unit_code, one.year, one.book)
    await work.write(UNIT, one.submission_id, one.year)


def _summed(one: Submission | None) -> UUID:
    """Whose amounts are summed over units; nobody's when the unit's are not."""
    return one.submission_id if one is not None and one.in_totals else NOBODY
