"""Topics and their parts as rows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.database import Row, StaleAggregate, UnitOfWork
from svc_documents.domain.topics.topics import (
    Part,
    PartKind,
    Stage,
    Topic,
    TopicKind,
    TopicState,
)

OWN = (
    "topic_id", "kind", "title", "summary", "held_on", "organ_id", "organ_name", "region_code",
    "state", "published_at", "version",
)  # fmt: skip
PART = tuple(Part.__dataclass_fields__)
COLUMNS, PARTS = ", ".join(OWN), ", ".join(PART)
ADD = f"INSERT INTO topic ({COLUMNS}) VALUES ({', '.join(f'${n}' for n in range(1, 12))})"
SAVE = f"""
UPDATE topic SET {", ".join(f"{name} = ${n}" for n, name in enumerate(OWN[1:-1], 2))},
    version = version + 1
WHERE topic_id = $1 AND version = $11 RETURNING version
"""
PUT_PART = f"""
INSERT INTO topic_part (topic_id, {PARTS})
VALUES ($1, {", ".join(f"${n}" for n in range(2, len(PART) + 2))})
ON CONFLICT (part_id) DO UPDATE SET
    {", ".join(f"{name} = EXCLUDED.{name}" for name in PART[1:])}
"""
FORGET_PART = "DELETE FROM topic_part WHERE part_id = $1 AND published_on IS NULL"
ONE = f"SELECT {COLUMNS} FROM topic WHERE topic_id = $1"
PARTS_OF = f"SELECT {PARTS} FROM topic_part WHERE topic_id = $1 ORDER BY position, part_id"
PARTS_OF_MANY = f"""
SELECT topic_id, {PARTS} FROM topic_part WHERE topic_id = ANY($1::uuid[])
ORDER BY topic_id, position, part_id
"""
FITTING = """
state <> 'draft' AND ($1::text IS NULL OR kind = $1)
AND ($2::int IS NULL OR extract(year FROM coalesce(held_on, published_at::date)) = $2)
"""
LISTED = f"""
SELECT {COLUMNS} FROM topic
WHERE {FITTING} AND ($3::timestamptz IS NULL OR (published_at, topic_id) < ($3, $4::uuid))
ORDER BY published_at DESC, topic_id DESC LIMIT $5
"""
COUNTED = f"SELECT count(*) FROM topic WHERE {FITTING}"
DRAFTS = f"""
SELECT {COLUMNS} FROM topic WHERE state = 'draft' AND organ_id = $1 AND region_code = $2
ORDER BY topic_id DESC LIMIT 200
"""
# Meetings without an infographic that was there by some day; few are ever open.
MEETINGS = f"""
SELECT {COLUMNS} FROM topic t
WHERE state = 'published' AND kind = 'meeting' AND region_code = $1
  AND ($2::uuid IS NULL OR organ_id = $2)
  AND NOT EXISTS (SELECT FROM topic_part p WHERE p.topic_id = t.topic_id
                  AND p.kind = 'infographic' AND p.published_on IS NOT NULL)
ORDER BY published_at, topic_id LIMIT 500
"""


async def add(work: UnitOfWork, topic: Topic) -> None:
    """Keep a new topic with its parts."""
    await work.write(ADD, *(getattr(topic, name) for name in OWN))
    await put_parts(work, topic)


async def save(work: UnitOfWork, topic: Topic) -> None:
    """Write a topic that was read; StaleAggregate when somebody was faster."""
    row = await work.write(SAVE, *(getattr(topic, name) for name in OWN))
    if row is None:
        raise StaleAggregate
    topic.version = row["version"]


async def put_parts(work: UnitOfWork, topic: Topic) -> None:
    """Keep the parts as they are now."""
    rows = [[topic.topic_id, *(getattr(one, name) for name in PART)] for one in topic.parts]
    await work.write_many(PUT_PART, rows)


async def forget_part(work: UnitOfWork, part_id: UUID) -> None:
    """Delete a part that was never public."""
    await work.write(FORGET_PART, part_id)


async def with_id(work: UnitOfWork, topic_id: UUID, *, locked: bool = False) -> Topic | None:
    """A topic with its parts (two indexed reads)."""
    if locked:
        await work.lock()
    row = await work.fetch_row(f"{ONE} FOR UPDATE" if locked else ONE, topic_id)
    if row is None:
        return None
    return topic_of(row, await work.fetch(PARTS_OF, topic_id))


async def listed(
    work: UnitOfWork, kind: str | None, year: int | None,
    after: tuple[datetime | None, UUID | None], limit: int,
) -> list[Row]:  # fmt: skip
    """Public topics, the newest first (one index range)."""
    return await work.fetch(LISTED, kind, year, *after, limit)


async def counted(work: UnitOfWork, kind: str | None, year: int | None) -> int:
    """How many public topics fit (counted)."""
    return int(await work.fetch_value(COUNTED, kind, year))


async def drafts(work: UnitOfWork, organ_id: UUID, region_code: str) -> list[Topic]:
    """What an organ has in hand, the newest first (listed)."""
    rows = await work.fetch(DRAFTS, organ_id, region_code)
    return await _with_parts(work, rows)


async def meetings_without_infographic(
    work: UnitOfWork, region_code: str, organ_id: UUID | None
) -> list[Topic]:
    """Published meetings of a region, or of one organ, that have no infographic yet (listed)."""
    rows = await work.fetch(MEETINGS, region_code, organ_id)
    return await _with_parts(work, rows)


async def _with_parts(work: UnitOfWork, rows: Sequence[Row]) -> list[Topic]:
    parts = await work.fetch(PARTS_OF_MANY, [row["topic_id"] for row in rows])
    return [
        topic_of(row, [one for one in parts if one["topic_id"] == row["topic_id"]]) for row in rows
    ]


def topic_of(row: Row, parts: Sequence[Row] = ()) -> Topic:
    """A row and the rows of its parts as a topic."""
    members = {name: row[name] for name in OWN} | {
        "kind": TopicKind(row["kind"]), "state": TopicState(row["state"]),
    }  # fmt: skip
    return Topic(**members, parts=[_part(one) for one in parts])


def _part(row: Row) -> Part:
    members = {name: row[name] for name in PART} | {
        "kind": PartKind(row["kind"]), "stage": Stage(row["stage"]),
    }  # fmt: skip
    return Part(**members)
