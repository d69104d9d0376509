"""Counts of what is public, units and funds by words, publications by number."""

from shared.database import Row, UnitOfWork

COUNTS = """
SELECT 'government_books' AS what, count(*) AS number FROM submission
WHERE state = 'published' AND book IN ('government_budget', 'government_final')
UNION ALL SELECT 'department_books', count(*) FROM submission
WHERE state = 'published' AND book IN ('budget', 'final')
UNION ALL SELECT 'months', count(*) FROM execution_report WHERE NOT superseded
UNION ALL SELECT category, count(*) FROM fund GROUP BY category
UNION ALL SELECT 'performance_reports', count(*) FROM fund_disclosure
WHERE kind = 'performance' AND stated = 'published' AND NOT superseded
UNION ALL SELECT 'years', count(DISTINCT year) FROM submission WHERE state = 'published'
"""
UNITS = """
SELECT code AS id, name AS title FROM budget_unit
WHERE strpos(name, $1) > 0 OR starts_with(code, $1) ORDER BY length(name), code LIMIT $2
"""
FUNDS = """
SELECT fund_id::text AS id, name AS title, purpose AS about FROM fund
WHERE strpos(name, $1) > 0 OR strpos(purpose, $1) > 0 ORDER BY length(name), fund_id LIMIT $2
"""
TABLES = """
SELECT s.submission_id::text || '/' || t.table_code AS id, t.title,
       u.name || s.year || '年' AS about
FROM sheet t JOIN submission s USING (submission_id) JOIN budget_unit u ON u.code = s.unit_code
WHERE s.state = 'published' AND t.kind = 'table' AND strpos(t.title, $1) > 0
ORDER BY s.year DESC, s.submission_id DESC, t.position LIMIT $2
"""
PUBLICATION = """
SELECT p.number, p.published_at, p.submission_id, p.withdrawn_id, s.unit_code, u.name AS unit_name,
       s.year, s.book, s.version, s.correction_reason
FROM publication p JOIN submission s USING (submission_id)
JOIN budget_unit u ON u.code = s.unit_code
"""
ONE = f"{PUBLICATION} WHERE p.number = $1"
LISTED = f"""
{PUBLICATION} WHERE $1::bigint IS NULL OR p.number < $1 ORDER BY p.number DESC LIMIT $2
"""
VISIBLE = """
SELECT count(*) FROM submission
WHERE published_as <= $1 AND (withdrawn_as IS NULL OR withdrawn_as > $1)
"""


async def counts(work: UnitOfWork) -> dict[str, int]:
    """How much of everything is public (counts some thousand rows)."""
    return {row["what"]: row["number"] for row in await work.fetch(COUNTS)}


async def units(work: UnitOfWork, words: str, most: int) -> list[Row]:
    """Units by name or the beginning of their code (reads some hundred rows)."""
    return await work.fetch(UNITS, words, most)


async def funds(work: UnitOfWork, words: str, most: int) -> list[Row]:
    """Funds by name or purpose (reads some hundred rows)."""
    return await work.fetch(FUNDS, words, most)


async def tables(work: UnitOfWork, words: str, most: int) -> list[Row]:
    """Published tables by title, the newest first (reads until enough are found)."""
    return await work.fetch(TABLES, words, most)


async def publication(work: UnitOfWork, number: int) -> Row | None:
    """What a number published, and withdrew (one row by key)."""
    return await work.fetch_row(ONE, number)


async def publications(work: UnitOfWork, after: int | None, limit: int) -> list[Row]:
    """Publications, the newest first (a page)."""
    return await work.fetch(LISTED, after, limit)


async def visible(work: UnitOfWork, number: int) -> int:
    """How many books a snapshot shows (counts some thousand rows)."""
    return int(await work.fetch_value(VISIBLE, number))
