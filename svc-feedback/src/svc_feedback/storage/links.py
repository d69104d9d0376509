"""What cases, reviews, matters and rectified bad reviews are connected with.

A review leads to its case, and a case to it, only when its writer gave their name; to its
matter, or livelihood project, leads every review that everybody may read.
"""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.storage.reviews import IS_PUBLIC

MOST = 12
REVIEW = "'/api/v1/reviews/' || r.review_id"
IMPROVEMENT = "'/api/v1/bad-reviews/improvements?matter=' || matter_code"
ABOUT = "CASE WHEN o.project_id IS NULL THEN 'matter' ELSE 'project' END"
PAGES = (
    "CASE WHEN o.project_id IS NULL THEN '/api/v1/matters/' ELSE '/api/v1/livelihood-projects/' END"
)
OF_CASE = f"""
SELECT 'reviewed_by' AS rel, 'review' AS kind, r.review_id::text AS id, r.level AS level,
       '' AS title, {REVIEW} AS href
FROM review r JOIN opportunity o USING (opportunity_id)
WHERE o.case_id = $1 AND NOT r.anonymous AND {IS_PUBLIC} ORDER BY r.review_id
"""
OF_REVIEW = f"""
SELECT 'about' AS rel, {ABOUT} AS kind, r.matter_code AS id, NULL::smallint AS level,
       o.matter_name AS title, {PAGES} || r.matter_code AS href
FROM review r JOIN opportunity o USING (opportunity_id)
WHERE r.review_id = $1 AND r.matter_code <> '' AND {IS_PUBLIC}
UNION ALL
SELECT 'reviews', 'case', o.case_id::text, NULL, o.matter_name, '/api/v1/cases/' || o.case_id
FROM review r JOIN opportunity o USING (opportunity_id)
WHERE r.review_id = $1 AND NOT r.anonymous AND o.case_id IS NOT NULL AND {IS_PUBLIC}
UNION ALL
SELECT 'rectified_by', 'bad_review', b.bad_review_id::text, NULL, b.improvement, {IMPROVEMENT}
FROM bad_review b WHERE b.review_id = $1 AND b.state = 'closed'
"""
OF_MATTER = f"""
(SELECT 'reviewed_by' AS rel, 'review' AS kind, r.review_id::text AS id, r.level AS level,
        '' AS title, {REVIEW} AS href
 FROM review r WHERE r.matter_code = $1 AND {IS_PUBLIC} ORDER BY r.review_id DESC LIMIT {MOST})
UNION ALL
(SELECT 'improved_by', 'bad_review', bad_review_id::text, NULL, improvement, {IMPROVEMENT}
 FROM bad_review WHERE matter_code = $1 AND state = 'closed'
 ORDER BY closed_at DESC, bad_review_id DESC LIMIT {MOST})
"""
OF_BAD_REVIEW = f"""
SELECT 'improved' AS rel, {ABOUT} AS kind, b.matter_code AS id, NULL::smallint AS level,
       '' AS title, {PAGES} || b.matter_code AS href
FROM bad_review b JOIN review r USING (review_id) JOIN opportunity o USING (opportunity_id)
WHERE b.bad_review_id = $1 AND b.state = 'closed' AND b.matter_code <> ''
UNION ALL
SELECT 'raised_by', 'review', r.review_id::text, r.level, '', {REVIEW}
FROM bad_review b JOIN review r USING (review_id)
WHERE b.bad_review_id = $1 AND b.state = 'closed' AND {IS_PUBLIC}
"""


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """The reviews of a case whose writers gave their names (listed by key)."""
    return await work.fetch(OF_CASE, case_id)


async def of_review(work: UnitOfWork, review_id: UUID) -> Sequence[Row]:
    """Its matter or project, its case if its writer is known, and what it changed (by key)."""
    return await work.fetch(OF_REVIEW, review_id)


async def of_matter(work: UnitOfWork, matter_code: str) -> Sequence[Row]:
    """Its latest reviews, and what changed after bad ones (two index ranges)."""
    return await work.fetch(OF_MATTER, matter_code)


async def of_bad_review(work: UnitOfWork, bad_review_id: UUID) -> Sequence[Row]:
    """The matter or project that was improved, and the review that raised it (by key)."""
    return await work.fetch(OF_BAD_REVIEW, bad_review_id)
