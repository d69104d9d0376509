"""What interprets a document: documents that say so, and parts of published topics."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

OF_DOCUMENT = """
SELECT 'document' AS kind, d.document_id AS id, d.title, d.organ_name,
       d.published_at, NULL::uuid AS topic_id, '' AS url
FROM relation r JOIN document d USING (document_id)
WHERE r.target_id = $1 AND r.kind = 'interprets' AND d.is_public AND r.retracted_at IS NULL
UNION ALL
SELECT p.kind, p.part_id, p.title, t.organ_name, t.published_at, t.topic_id, p.url
FROM topic_part named JOIN topic t USING (topic_id)
JOIN topic_part p USING (topic_id)
WHERE named.document_id = $1 AND t.kind = 'policy_interpretation' AND t.state <> 'draft'
  AND p.published_on IS NOT NULL AND p.document_id IS DISTINCT FROM $1
ORDER BY published_at, id
"""
# Documents that ought to be interpreted and are not, the oldest first.
MISSING = """
SELECT d.document_id, d.title, d.document_no, d.organ_name, d.published_at
FROM document d
WHERE d.is_public AND d.document_class = 'normative' AND d.region_code = $1
  AND ($2::uuid IS NULL OR d.organ_id = $2)
  AND NOT EXISTS (SELECT FROM relation r WHERE r.target_id = d.document_id
                  AND r.kind = 'interprets' AND r.retracted_at IS NULL)
  AND NOT EXISTS (SELECT FROM topic_part p JOIN topic t USING (topic_id)
                  WHERE p.document_id = d.document_id AND t.kind = 'policy_interpretation'
                  AND t.state <> 'draft')
ORDER BY d.published_at, d.document_id LIMIT 500
"""


async def of_document(work: UnitOfWork, document_id: UUID) -> Sequence[Row]:
    """What interprets a document, in order of time (indexed)."""
    return await work.fetch(OF_DOCUMENT, document_id)


async def missing(work: UnitOfWork, region_code: str, organ_id: UUID | None) -> Sequence[Row]:
    """Normative documents nobody has interpreted yet (listed)."""
    return await work.fetch(MISSING, region_code, organ_id)
