"""What was looked for in vain, by day and without whoever looked."""

from datetime import date

from shared.database import Row, UnitOfWork

MOST_A_DAY = 5_000
ADD = f"""
INSERT INTO search_without_result (day, query, times, last_at) SELECT $1, $2, 1, $3
WHERE (SELECT count(*) FROM search_without_result WHERE day = $1) < {MOST_A_DAY}
ON CONFLICT (day, query) DO UPDATE SET times = search_without_result.times + 1,
    last_at = EXCLUDED.last_at
"""
COMMONEST = """
SELECT query, sum(times)::int AS times, max(last_at) AS last_at FROM search_without_result
WHERE day >= $1 GROUP BY query
HAVING $2::int IS NULL OR (sum(times), query) < ($2, $3::text)
ORDER BY sum(times) DESC, query DESC LIMIT $4
"""
COUNT = "SELECT count(DISTINCT query) FROM search_without_result WHERE day >= $1"


async def add(work: UnitOfWork, day: date, query: str) -> None:
    """Count one; of more different queries than 5,000 a day the rest is not kept."""
    await work.write(ADD, day, query, work.now)


async def since(
    work: UnitOfWork, first: date, after: tuple[int | None, str | None], limit: int
) -> list[Row]:
    """Queries since a day, the commonest first, after one (reads all of those days)."""
    return await work.fetch(COMMONEST, first, *after, limit)


async def count(work: UnitOfWork, first: date) -> int:
    """How many different queries since a day."""
    return int(await work.fetch_value(COUNT, first))
