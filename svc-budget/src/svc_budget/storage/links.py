"""What funds, allocations, recipients and projects are connected with.

Natural persons stand nowhere in it, not even masked.
"""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

FUND = """
SELECT 'managed_by' AS rel, 'document' AS kind,
       coalesce(e.document_id::text, f.basis_reference) AS id,
       coalesce(nullif(e.title, ''), f.basis_reference) AS title,
       coalesce('/api/v1/documents/' || e.document_id, '') AS href
FROM fund f LEFT JOIN document_effect e ON e.reference = f.basis_reference
WHERE f.fund_id = $1 AND f.basis_reference <> ''
UNION ALL
(SELECT 'paid_to', n.kind, n.node_id, n.name, '/api/v1/budget/recipients/' || n.node_id || '/funds'
FROM (SELECT target_kind, target_id, sum(amount) AS amount FROM allocation
      WHERE fund_id = $1 AND target_kind IN ('project', 'recipient')
      GROUP BY target_kind, target_id ORDER BY 3 DESC LIMIT 50) a
JOIN fund_node n ON (n.kind, n.node_id) = (a.target_kind, a.target_id)
WHERE NOT n.natural_person ORDER BY a.amount DESC)
UNION ALL
(SELECT DISTINCT 'pays', 'policy', policy_id::text, '', '/api/v1/policies/' || policy_id
FROM allocation WHERE fund_id = $1 AND policy_id IS NOT NULL LIMIT 50)
UNION ALL
(SELECT 'granted', 'allocation', allocation_id::text,
        to_char(allocated_on, 'YYYY-MM-DD') || ' 兑付',
        '/api/v1/budget/allocations/' || allocation_id
FROM allocation WHERE fund_id = $1 AND (case_id IS NOT NULL OR policy_id IS NOT NULL)
ORDER BY allocated_on DESC, allocation_id LIMIT 50)
UNION ALL
(SELECT 'performance', 'document', coalesce(d.document_id::text, d.reference), d.title,
        coalesce('/api/v1/documents/' || d.document_id, '/api/v1/budget/funds/' || d.fund_id)
FROM fund_disclosure d
WHERE d.fund_id = $1 AND d.kind = 'performance' AND d.stated = 'published' AND NOT d.superseded
ORDER BY d.year DESC LIMIT 5)
"""
ALLOCATION = """
SELECT 'of' AS rel, 'fund' AS kind, f.fund_id::text AS id, f.name AS title,
       '/api/v1/budget/funds/' || f.fund_id AS href
FROM allocation a JOIN fund f USING (fund_id) WHERE a.allocation_id = $1
UNION ALL
SELECT 'to', n.kind, n.node_id, n.name, '/api/v1/budget/recipients/' || n.node_id || '/funds'
FROM allocation a JOIN fund_node n ON (n.kind, n.node_id) = (a.target_kind, a.target_id)
WHERE a.allocation_id = $1 AND NOT n.natural_person
UNION ALL
SELECT 'granted_by', 'policy', policy_id::text, '', '/api/v1/policies/' || policy_id
FROM allocation WHERE allocation_id = $1 AND policy_id IS NOT NULL
UNION ALL
SELECT 'granted_in', 'case', case_id::text, '', '/api/v1/cases/' || case_id
FROM allocation WHERE allocation_id = $1 AND case_id IS NOT NULL
"""
NODE = """
SELECT DISTINCT 'paid_from' AS rel, 'fund' AS kind, f.fund_id::text AS id, f.name AS title,
       '/api/v1/budget/funds/' || f.fund_id AS href
FROM fund_node n JOIN allocation a ON (a.target_kind, a.target_id) = (n.kind, n.node_id)
JOIN fund f USING (fund_id)
WHERE NOT n.natural_person AND (n.kind, n.node_id) = ($1, $2)
ORDER BY title, id LIMIT 100
"""


GRANTED = """
SELECT 'granted' AS rel, 'allocation' AS kind, a.allocation_id::text AS id,
       to_char(a.allocated_on, 'YYYY-MM-DD') || ' 兑付' AS title,
       '/api/v1/budget/allocations/' || a.allocation_id AS href
FROM allocation a WHERE {column} = $1 ORDER BY a.allocated_on DESC, a.allocation_id LIMIT 50
"""
OF_POLICY = GRANTED.format(column="policy_id")
OF_CASE = GRANTED.format(column="case_id")
OF_DOCUMENT = """
SELECT 'manages' AS rel, 'fund' AS kind, f.fund_id::text AS id, f.name AS title,
       '/api/v1/budget/funds/' || f.fund_id AS href
FROM fund f WHERE f.basis_reference <> '' AND (f.basis_reference = $1 OR f.basis_reference IN (
    SELECT reference FROM document_effect WHERE document_id::text = $1
)) ORDER BY f.name, f.fund_id LIMIT 50
"""


async def of_fund(work: UnitOfWork, fund_id: UUID) -> Sequence[Row]:
    """The document it is managed by, who it pays most, for which policies, and how it did."""
    return await work.fetch(FUND, fund_id)


async def of_allocation(work: UnitOfWork, allocation_id: UUID) -> Sequence[Row]:
    """Its fund, who got it, by which policy and in which case."""
    return await work.fetch(ALLOCATION, allocation_id)


async def of_node(work: UnitOfWork, kind: str, node_id: str) -> Sequence[Row]:
    """The funds a project or recipient is paid from."""
    return await work.fetch(NODE, kind, node_id)


async def of_policy(work: UnitOfWork, policy_id: UUID) -> Sequence[Row]:
    """What was granted by a policy, the last first (an index range)."""
    return await work.fetch(OF_POLICY, policy_id)


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """What was granted in a case (an index range)."""
    return await work.fetch(OF_CASE, case_id)


async def of_document(work: UnitOfWork, document: str) -> Sequence[Row]:
    """The funds managed by a document, by its id or its reference (an index range each)."""
    return await work.fetch(OF_DOCUMENT, document)
