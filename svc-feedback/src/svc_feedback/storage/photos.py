"""Photos that come with reviews."""

from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.uploads import Upload

COLUMNS = "photo_id, review_id, file_name, media_type, size, uploaded_at"
ADD = f"""
INSERT INTO review_photo ({COLUMNS}, sha256, stored_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
RETURNING {COLUMNS}
"""
LISTED = f"SELECT {COLUMNS} FROM review_photo WHERE review_id = $1 ORDER BY photo_id"
ONE = f"SELECT {COLUMNS}, stored_at FROM review_photo WHERE review_id = $1 AND photo_id = $2"
SEEN_BY = """
SELECT 1 FROM review r JOIN opportunity o USING (opportunity_id)
LEFT JOIN bad_review b USING (review_id)
WHERE r.review_id = $1
  AND ($2 = ANY(o.organ_ids || b.organ_id) OR ($3 AND $4 IN (o.region_code, b.region_code)))
"""


async def add(
    work: UnitOfWork, photo_id: UUID, review_id: UUID, upload: Upload, stored_at: str
) -> Row:
    """Keep what the photo is and where it lies."""
    row = await work.write(
        ADD, photo_id, review_id, upload.name, upload.type.media_type, upload.size, work.now,
        bytes.fromhex(upload.sha256), stored_at,
    )  # fmt: skip
    assert row is not None, "an insert answers its row"  # noqa: S101
    return row


async def listed(work: UnitOfWork, review_id: UUID) -> list[Row]:
    """The photos of a review, in the order they came (one indexed read)."""
    return await work.fetch(LISTED, review_id)


async def with_id(work: UnitOfWork, review_id: UUID, photo_id: UUID) -> Row | None:
    """One photo with where it lies (one row by key)."""
    return await work.fetch_row(ONE, review_id, photo_id)


async def review_seen_by(
    work: UnitOfWork, review_id: UUID, organ_id: UUID, region_code: str, *, oversees: bool
) -> bool:
    """Whether a review is about this organ, or handled by it, or its region's supervisor asks."""
    found = await work.fetch_value(SEEN_BY, review_id, organ_id, oversees, region_code)
    return found is not None
