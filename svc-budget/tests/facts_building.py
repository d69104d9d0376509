"""Published books for tests of what the public asks: rows as publication leaves them."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from budget_building import Budget

from shared.ids import new_id

CODES = ("2010601", "2010602", "2050101", "2050102", "2080501", "2101101", "2210201")
COLUMNS = ("基本支出", "项目支出")
UNIT = """
INSERT INTO budget_unit (code, name, kind, region_code, level, parent_code)
VALUES ($1, $2, $3, $4, '省', $5) ON CONFLICT DO NOTHING
"""
SUBMISSION = """
INSERT INTO submission (submission_id, unit_code, region_code, in_totals, year, book, version,
    state, step, file_key, file_name, media_type, file_size, sha256, uploaded_by, uploaded_at,
    published_at, published_as)
SELECT $1, code, region_code, kind <> 'unit', $3, $4, $5, 'published', '完成', '', '', '', 0, '',
    'test', $6, $6, $7 FROM budget_unit WHERE code = $2
"""
WITHDRAW = """
UPDATE submission SET state = 'superseded', withdrawn_as = $4, withdrawn_at = $5
WHERE (unit_code, year, book) = ($1, $2, $3) AND state = 'published' RETURNING submission_id
"""
PUBLICATION = "INSERT INTO publication VALUES ($1, $2, $3, $4)"
NEXT = "SELECT coalesce(max(number), 0) + 1 FROM publication"
FACT = """
INSERT INTO fact (submission_id, unit_code, region_code, year, book, table_code, side, row_no,
    row_key, label, code, code_kind, leaf, column_key, direction, fund_type, stage, expenditure,
    project, amount, sheet, cell)
SELECT $1, code, region_code, $3, $4, $5, '', $6::int, $7, $7, $7, 'function', $8, $9, '支出', '',
    '决算', $10, '', $11, '表', 'C' || $6::int FROM budget_unit WHERE code = $2
"""
TOTALS = """
DELETE FROM region_total;
DELETE FROM unit_total;
INSERT INTO region_total
SELECT f.region_code, f.year, f.book, table_code, side, column_key, row_key, leaf, min(code),
    min(code_kind), min(direction), min(fund_type), min(stage), min(expenditure), sum(amount),
    count(DISTINCT submission_id)
FROM fact f JOIN submission s USING (submission_id)
WHERE s.state = 'published' AND in_totals
GROUP BY f.region_code, f.year, f.book, table_code, side, column_key, row_key, leaf;
INSERT INTO unit_total
SELECT f.unit_code, f.year, f.book, table_code, side, column_key, min(direction), min(fund_type),
    min(stage), min(expenditure), sum(amount)
FROM fact f JOIN submission s USING (submission_id) WHERE s.state = 'published' AND leaf
GROUP BY f.unit_code, f.year, f.book, table_code, side, column_key;
"""


class Amount(NamedTuple):
    """A leaf of the table of expenditure."""

    unit: str
    region: str
    year: int
    code: str
    column: str
    fen: int


def some_amounts(chance: random.Random, unit: str, region: str, year: int) -> list[Amount]:
    """Basic and project expenditure of some codes, the whole column with them."""
    found = []
    for code in chance.sample(CODES, 4):
        parts = [chance.randrange(1, 10**9) for _ in COLUMNS]
        found += [
            Amount(unit, region, year, code, *one) for one in zip(COLUMNS, parts, strict=True)
        ]
        found.append(Amount(unit, region, year, code, "合计", sum(parts)))
    return found


async def publish(
    budget: Budget, amounts: Sequence[Amount], *, book: str = "final", parent: str | None = None
) -> int:
    """Publish a unit's year, in the place of what it published before; answers the snapshot."""
    first = amounts[0]
    async with budget.pool.acquire() as session, session.transaction():
        kind = "unit" if parent else "department"
        await session.execute(UNIT, first.unit, first.unit, kind, first.region, parent)
        number = await session.fetchval(NEXT)
        own, now = (first.unit, first.year, book), budget.now
        former = await session.fetchval(WITHDRAW, *own, number, now)
        submission = new_id()
        await session.execute(SUBMISSION, submission, *own, number, now - timedelta(days=1), number)
        await session.execute(PUBLICATION, number, submission, former, now)
        await session.executemany(FACT, list(_facts(submission, own, amounts)))
        await session.execute(TOTALS)
    return int(number)


def _facts(submission: Any, own: tuple[str, int, str], amounts: Sequence[Amount]) -> Iterator[Any]:
    wholes: dict[tuple[str, str], int] = {}
    for number, one in enumerate(amounts):
        kind = "" if one.column == "合计" else one.column
        yield (submission, *own, "T3", number, one.code, True, one.column, kind, one.fen)
        for depth in (3, 5):
            name = (one.code[:depth], one.column)
            wholes[name] = wholes.get(name, 0) + one.fen
    for number, ((code, column), fen) in enumerate(wholes.items(), len(amounts)):
        yield (submission, *own, "T3", number, code, False, column, "", fen)
