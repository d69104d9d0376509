"""What cases, matters and certificates are connected with, and which matters rest on a document."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

CASE = """
SELECT 'matter' AS rel, 'matter' AS kind, matter_code AS id, matter_name AS title,
       '/api/v1/matters/' || matter_code AS href FROM kase WHERE case_id = $1
UNION ALL
SELECT 'organ', 'organ', o.code, o.name, '/api/v1/organs/' || o.code
FROM node n JOIN organ o USING (organ_id) WHERE n.case_id = $1
UNION ALL
SELECT 'issued', 'certificate', certificate_id::text, name,
       '/api/v1/certificates/' || certificate_id
FROM certificate WHERE case_id = $1
"""
CERTIFICATE = """
SELECT 'organ' AS rel, 'organ' AS kind, o.code AS id, o.name AS title,
       '/api/v1/organs/' || o.code AS href
FROM certificate c JOIN organ o USING (organ_id) WHERE c.certificate_id = $1
UNION ALL
SELECT 'issued_in', 'case', k.case_id::text, k.matter_name, '/api/v1/cases/' || k.case_id
FROM certificate c JOIN kase k USING (case_id) WHERE c.certificate_id = $1
"""
MATTER = """
SELECT DISTINCT CASE c.part WHEN 'fee' THEN 'fee_basis' ELSE 'basis' END AS rel,
       'document' AS kind, coalesce(e.document_id::text, c.reference) AS id,
       coalesce(nullif(e.title, ''), c.reference) AS title,
       coalesce('/api/v1/documents/' || e.document_id, '') AS href
FROM (
    SELECT version_id FROM matter_version WHERE code = $1 AND effective_at <= $2
    ORDER BY effective_at DESC, number DESC LIMIT 1
) v JOIN matter_citation c USING (version_id)
LEFT JOIN document_effect e USING (reference)
UNION ALL
SELECT 'led_by', 'organ', o.code, o.name, '/api/v1/organs/' || o.code
FROM matter m JOIN organ o ON o.code = m.lead_organ WHERE m.code = $1
ORDER BY rel, id
"""
DOCUMENT = """
SELECT DISTINCT 'basis_of' AS rel, 'matter' AS kind, m.code AS id, m.name AS title,
       '/api/v1/matters/' || m.code AS href
FROM matter_citation c JOIN matter m USING (code)
WHERE (c.reference = $1 OR c.reference IN (
    SELECT reference FROM document_effect WHERE document_id::text = $1
)) AND m.withdrawn_at IS NULL AND c.version_id = (
    SELECT version_id FROM matter_version v WHERE v.code = c.code AND effective_at <= $2
    ORDER BY effective_at DESC, number DESC LIMIT 1
) ORDER BY id LIMIT 50
"""


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """The matter of a case, the organs that handle it, and the certificates it gave."""
    return await work.fetch(CASE, case_id)


async def of_certificate(work: UnitOfWork, certificate_id: UUID) -> Sequence[Row]:
    """The organ that issued a certificate, and the case it came from."""
    return await work.fetch(CERTIFICATE, certificate_id)


async def of_matter(work: UnitOfWork, code: str) -> Sequence[Row]:
    """What a matter and its fees rest on (the library's document, else the words), its organ."""
    return await work.fetch(MATTER, code, work.now)


async def of_document(work: UnitOfWork, document: str) -> Sequence[Row]:
    """The matters that rest on a document today, by its id or its reference."""
    return await work.fetch(DOCUMENT, document, work.now)
