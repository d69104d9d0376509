"""Which documents search engines are told of, by the month they came into the library."""

from datetime import datetime

from shared.database import Row, UnitOfWork

MOST_ADDRESSES = 50_000
MONTHS = """
SELECT to_char(published_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
       count(*) AS documents, max(updated_at) AS changed_at
FROM document WHERE is_public GROUP BY month ORDER BY month
"""
OF_MONTH = """
SELECT document_id, updated_at FROM document
WHERE is_public AND published_at >= $1 AND published_at < $2
ORDER BY document_id OFFSET $3 LIMIT $4
"""


async def months(work: UnitOfWork) -> list[Row]:
    """The months with their numbers of documents (counted)."""
    return await work.fetch(MONTHS)


async def of_month(work: UnitOfWork, first: datetime, before: datetime, part: int) -> list[Row]:
    """One file's documents (a pass over the month)."""
    at = (part - 1) * MOST_ADDRESSES
    return await work.fetch(OF_MONTH, first, before, at, MOST_ADDRESSES)
