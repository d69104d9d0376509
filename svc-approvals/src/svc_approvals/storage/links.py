"""What cases and matters are connected with."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

CASE = """
SELECT 'matter' AS rel, 'matter' AS kind, matter_code AS id, matter_name AS title,
       '/api/v1/matters/' || matter_code AS href FROM kase WHERE case_id = $1
UNION ALL
SELECT 'organ', 'organ', o.code, o.name, '/api/v1/organs/' || o.code
FROM node n JOIN organ o USING (organ_id) WHERE n.case_id = $1
"""
MATTER = """
SELECT 'basis' AS rel, 'document' AS kind, b->>'reference' AS id, b->>'reference' AS title,
       '' AS href
FROM (
    SELECT definition FROM matter_version WHERE code = $1 AND effective_at <= $2
    ORDER BY effective_at DESC, number DESC LIMIT 1
) v,
     jsonb_array_elements(coalesce(v.definition->'basis', '[]')) b
"""


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """The matter of a case and the organs that handle it."""
    return await work.fetch(CASE, case_id)


async def of_matter(work: UnitOfWork, code: str) -> Sequence[Row]:
    """The documents a matter rests on, by the reference it cites."""
    return await work.fetch(MATTER, code, work.now)
