"""Whom a condition would fit, counted without a name among accounts that agreed to be counted."""

from collections.abc import Sequence

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.conditions.trees import Condition
from svc_policy_match.storage.reverse.finding import finding
from svc_policy_match.storage.tables.profile_rows import LAYOUT

COUNT = """
SELECT grouping(left(p.region, 6), left(p.industry, 1), p.size) AS sets,
       left(p.region, 6) AS region, left(p.industry, 1) AS industry, p.size,
       count(*) FILTER (WHERE f.matched) AS matched, count(*) AS possible
FROM ({found}) f JOIN profile_row p USING (id)
WHERE p.counted AND p.audience = ${place}
GROUP BY GROUPING SETS ((), (left(p.region, 6)), (left(p.industry, 1)), (p.size))
ORDER BY 1, 2, 3, 4
"""


async def counted(work: UnitOfWork, condition: Condition, audience: str) -> Sequence[Row]:
    """Of all, by region, by section of industry and by size: matched, and those possible too."""
    found, where = finding(condition, LAYOUT)
    sql = COUNT.format(found=found, place=len(where.parameters) + 1)
    return await work.fetch(sql, *where.parameters, audience)
