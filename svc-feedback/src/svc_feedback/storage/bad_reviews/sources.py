"""What a bad review is about: the review, its words as they may be shown, its opportunity."""

from uuid import UUID

from shared.database import Row, UnitOfWork

SOURCE = """
SELECT r.review_id, r.matter_code, r.level, r.anonymous, r.submitted_at, o.organ_ids,
       o.region_code, array_remove(o.handled_by || o.staff_no, '') AS reviewed
FROM review r JOIN opportunity o USING (opportunity_id) WHERE r.review_id = $1
FOR UPDATE OF o
"""
SHOWN = """
SELECT r.tags, r.tag_version, coalesce(r.text_masked, '') AS text, r.channel,
       o.matter_name, CASE WHEN r.anonymous THEN NULL ELSE r.writer_masked END AS writer_masked,
       CASE WHEN r.anonymous THEN NULL ELSE o.case_no END AS case_no,
       ARRAY(SELECT t.text FROM tag t WHERE t.version = r.tag_version AND t.code = ANY(r.tags)
             ORDER BY t.position) AS tag_texts,
       f.text_masked AS follow_up_text, f.written_at AS followed_up_at
FROM review r JOIN opportunity o USING (opportunity_id) LEFT JOIN follow_up f USING (review_id)
WHERE r.review_id = $1
"""
WRITER = """
SELECT coalesce(o.account_id, r.writer_id) AS account_id, o.matter_name
FROM review r JOIN opportunity o USING (opportunity_id)
WHERE r.review_id = $1
"""


async def of_review(work: UnitOfWork, review_id: UUID) -> Row | None:
    """What one begins with (two rows by key); whoever judges the review waits."""
    await work.lock()
    return await work.fetch_row(SOURCE, review_id)


async def shown(work: UnitOfWork, review_id: UUID) -> Row | None:
    """What its handler reads; the case only when the writer gave the name (a few rows by key)."""
    return await work.fetch_row(SHOWN, review_id)


async def writer(work: UnitOfWork, review_id: UUID) -> Row | None:
    """Whom a message goes to; told to nobody else (two rows by key)."""
    return await work.fetch_row(WRITER, review_id)
