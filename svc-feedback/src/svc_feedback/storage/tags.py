"""Tag sets as they are kept: a version is written once and stays."""

from shared.database import UnitOfWork
from svc_feedback.domain.tags import Tag, TagSet

ADD = """
INSERT INTO tag (version, code, position, text, fixed) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
"""
NEWEST = """
SELECT version, code, text, fixed FROM tag
WHERE version = (SELECT max(version) FROM tag) ORDER BY position
"""
OF_VERSION = "SELECT version, code, text, fixed FROM tag WHERE version = $1 ORDER BY position"


async def add(work: UnitOfWork, tag_set: TagSet) -> None:
    """Keep a version; what is there already stays as it is."""
    await work.write_many(
        ADD,
        [
            (tag_set.version, tag.code, position, tag.text, tag.fixed)
            for position, tag in enumerate(tag_set.tags)
        ],
    )


async def of_version(work: UnitOfWork, version: int | None) -> TagSet | None:
    """A version, or the newest; None when there is none."""
    rows = await (work.fetch(OF_VERSION, version) if version else work.fetch(NEWEST))
    if not rows:
        return None
    tags = tuple(Tag(row["code"], row["text"], row["fixed"]) for row in rows)
    return TagSet(rows[0]["version"], tags)
