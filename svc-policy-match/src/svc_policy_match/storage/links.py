"""What policies, the funds that pay for them and the cases they were applied for in are next to.

Who applied is never told: a case is named by its id and the policy. How many a policy fits and how
many were granted it stands in one link, as a recipient that is nobody; fewer than ten are not told.
"""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

MOST = 50
FEWEST = 10  # accounts; fewer could be recognised
MOST_COUNTED = 10_000
POLICY = "'/api/v1/policies/' || p.policy_id"
KNOWN = "p.state <> 'draft' AND p.version > 0"
OF_POLICY = f"""
SELECT 'rests_on' AS rel, 'document' AS kind,
       coalesce(e.document_id::text, p.basis_reference) AS id,
       coalesce(nullif(e.title, ''), p.basis_reference) AS title,
       coalesce('/api/v1/documents/' || e.document_id, '') AS href
FROM policy p LEFT JOIN document_effect e ON e.reference = p.basis_reference
WHERE p.policy_id = $1 AND p.basis_reference <> '' AND {KNOWN}
UNION ALL
SELECT 'paid_by', 'fund', p.fund_id::text, '', '/api/v1/budget/funds/' || p.fund_id
FROM policy p WHERE p.policy_id = $1 AND p.fund_id IS NOT NULL AND {KNOWN}
UNION ALL
SELECT 'applied_for_by', 'matter', p.matter_code, '', '/api/v1/matters/' || p.matter_code
FROM policy p WHERE p.policy_id = $1 AND p.matter_code <> '' AND {KNOWN}
UNION ALL
SELECT 'issued_by', 'organ', o.code, o.name, '/api/v1/organs/' || o.code
FROM policy p JOIN organ o USING (organ_id) WHERE p.policy_id = $1 AND {KNOWN}
UNION ALL
(SELECT 'applied_in', 'case', a.case_id::text, '申报“' || p.title || '”',
        '/api/v1/cases/' || a.case_id
 FROM application a JOIN policy p USING (policy_id) WHERE a.policy_id = $1 AND {KNOWN}
 ORDER BY a.applied_at DESC, a.case_id LIMIT {MOST})
UNION ALL
(SELECT 'granted', 'allocation', g.allocation_id::text, '兑付“' || p.title || '”',
        '/api/v1/budget/allocations/' || g.allocation_id
 FROM application_grant g JOIN policy p USING (policy_id) WHERE g.policy_id = $1 AND {KNOWN}
 ORDER BY g.allocation_id DESC LIMIT {MOST})
UNION ALL
SELECT 'reaches', 'recipient', 'policy:' || p.policy_id,
       concat_ws('，', CASE WHEN m.n > {MOST_COUNTED} THEN '符合条件{MOST_COUNTED}个以上'
                            WHEN m.n >= {FEWEST} THEN '符合条件' || m.n || '个' END,
                 CASE WHEN g.n >= {FEWEST} THEN '已兑付' || g.n || '个' END),
       '/api/v1/policy-stats?policy_id=' || p.policy_id
FROM policy p, LATERAL (
    SELECT count(*) AS n FROM (SELECT FROM told t WHERE t.policy_id = p.policy_id
                               AND t.tiding = 'matched' LIMIT {MOST_COUNTED} + 1) told
) m, LATERAL (
    SELECT count(DISTINCT a.account_id) AS n FROM application a
    JOIN application_grant g USING (policy_id, case_id)
    WHERE a.policy_id = p.policy_id AND g.amount > 0
) g
WHERE p.policy_id = $1 AND {KNOWN} AND (m.n >= {FEWEST} OR g.n >= {FEWEST})
"""
OF_RECIPIENTS = f"""
SELECT 'reached_by' AS rel, 'policy' AS kind, p.policy_id::text AS id, p.title, {POLICY} AS href
FROM policy p WHERE p.policy_id = $1 AND {KNOWN}
"""
OF_FUND = f"""
SELECT 'pays' AS rel, 'policy' AS kind, p.policy_id::text AS id, p.title, {POLICY} AS href
FROM policy p WHERE p.fund_id = $1 AND {KNOWN} ORDER BY p.title, p.policy_id LIMIT {MOST}
"""
OF_DOCUMENT = f"""
SELECT 'basis_of' AS rel, 'policy' AS kind, p.policy_id::text AS id, p.title, {POLICY} AS href
FROM policy p
WHERE (p.basis_reference = $1 OR p.basis_reference IN (
    SELECT reference FROM document_effect WHERE document_id::text = $1
)) AND p.basis_reference <> '' AND {KNOWN} ORDER BY p.title, p.policy_id LIMIT {MOST}
"""
OF_MATTER = f"""
SELECT 'applies_for' AS rel, 'policy' AS kind, p.policy_id::text AS id, p.title, {POLICY} AS href
FROM policy p WHERE p.matter_code = $1 AND p.matter_code <> '' AND {KNOWN}
ORDER BY p.title, p.policy_id LIMIT {MOST}
"""
OF_CASE = f"""
SELECT 'applied_for' AS rel, 'policy' AS kind, p.policy_id::text AS id, p.title, {POLICY} AS href
FROM application a JOIN policy p USING (policy_id) WHERE a.case_id = $1 AND {KNOWN}
UNION ALL
SELECT 'granted', 'allocation', g.allocation_id::text, '兑付“' || p.title || '”',
       '/api/v1/budget/allocations/' || g.allocation_id
FROM application_grant g JOIN policy p USING (policy_id) WHERE g.case_id = $1 AND {KNOWN}
"""
OF_ALLOCATION = f"""
SELECT 'granted_by' AS rel, 'policy' AS kind, p.policy_id::text AS id, p.title, {POLICY} AS href
FROM application_grant g JOIN policy p USING (policy_id) WHERE g.allocation_id = $1 AND {KNOWN}
UNION ALL
SELECT 'granted_in', 'case', g.case_id::text, '申报“' || p.title || '”',
       '/api/v1/cases/' || g.case_id
FROM application_grant g JOIN policy p USING (policy_id) WHERE g.allocation_id = $1 AND {KNOWN}
"""


async def of_policy(work: UnitOfWork, policy_id: UUID) -> Sequence[Row]:
    """Its basis, fund, matter, organ, cases and grants (by key), how many it fits (counts)."""
    return await work.fetch(OF_POLICY, policy_id)


async def of_fund(work: UnitOfWork, fund_id: UUID) -> Sequence[Row]:
    """The policies a fund pays for (an index range)."""
    return await work.fetch(OF_FUND, fund_id)


async def of_document(work: UnitOfWork, document: str) -> Sequence[Row]:
    """The policies that rest on a document, by its id or its reference (an index range each)."""
    return await work.fetch(OF_DOCUMENT, document)


async def of_matter(work: UnitOfWork, matter_code: str) -> Sequence[Row]:
    """The policies that are applied for by a matter (an index range)."""
    return await work.fetch(OF_MATTER, matter_code)


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """What a case applied for, and what was granted in it."""
    return await work.fetch(OF_CASE, case_id)


async def of_allocation(work: UnitOfWork, allocation_id: UUID) -> Sequence[Row]:
    """The policy and the case by which it was granted (by key)."""
    return await work.fetch(OF_ALLOCATION, allocation_id)


async def of_recipients(work: UnitOfWork, policy_id: UUID) -> Sequence[Row]:
    """The policy that reaches those who are counted together (by key)."""
    return await work.fetch(OF_RECIPIENTS, policy_id)
