"""Citations found in texts: relation rows of origin 'found', resolved or waiting by a key."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.ids import new_id
from svc_documents.domain.basis.citations import Found

FORGET = "DELETE FROM relation WHERE document_id = $1 AND origin = 'found'"
# Of several documents that share the key the one without an end is meant, else the newest.
ADD = """
INSERT INTO relation (relation_id, document_id, kind, target_id, target_text, target_key, origin,
    sentence, recorded_at)
SELECT f.relation_id, $1, f.kind, (
        SELECT document_id FROM (
            SELECT document_id, force_from, force_until FROM document d
            WHERE d.name_keys && ARRAY[substr(f.target_key, 3)] AND f.target_key LIKE 't:%'
              AND d.is_public AND d.document_id <> $1
            UNION ALL
            SELECT document_id, force_from, force_until FROM document d
            WHERE d.number_key = substr(f.target_key, 3) AND d.number_key <> ''
              AND f.target_key LIKE 'n:%' AND d.is_public AND d.document_id <> $1
        ) meant
        ORDER BY force_until IS NOT NULL, force_from DESC NULLS LAST, document_id LIMIT 1
    ), f.target_text, f.target_key, 'found', f.sentence, $2
FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS f (relation_id, kind, target_text, target_key, sentence)
"""
READ = """
INSERT INTO citations_read (document_id, number, read_at) VALUES ($1, $2, $3)
ON CONFLICT (document_id) DO UPDATE SET number = EXCLUDED.number, read_at = EXCLUDED.read_at
"""
LINK = """
UPDATE relation SET target_id = $1
WHERE target_id IS NULL AND target_key = ANY($2) AND target_key <> '' AND document_id <> $1
"""
LINK_ALL = """
UPDATE relation r SET target_id = k.document_id
FROM unnest($1::uuid[], $2::text[]) AS k (document_id, key)
WHERE r.target_id IS NULL AND r.target_key = k.key AND r.target_key <> ''
  AND r.document_id <> k.document_id
"""
UNREAD = """
SELECT DISTINCT ON (t.document_id) t.document_id, t.number, t.title, t.plain FROM text_version t
WHERE t.document_id IN (
    SELECT document_id FROM document d
    WHERE d.document_id > $1
      AND NOT EXISTS (SELECT FROM citations_read r WHERE r.document_id = d.document_id)
      AND EXISTS (SELECT FROM text_version v WHERE v.document_id = d.document_id)
    ORDER BY document_id LIMIT $2
) ORDER BY t.document_id, t.number DESC
"""
YIELD = """
SELECT kind, count(*) AS found, count(target_id) AS resolved,
       count(DISTINCT (document_id, target_id)) FILTER (WHERE target_id IS NOT NULL) AS edges
FROM relation WHERE origin = 'found' GROUP BY ROLLUP (kind) ORDER BY kind NULLS LAST
"""


async def put(
    work: UnitOfWork, document_id: UUID, number: int, found: Sequence[Found]
) -> None:  # fmt: skip
    """What the newest text of a document cites, in place of what an earlier one did.

    Three statements; two index look-ups for every citation.
    """
    await work.write(FORGET, document_id)
    if found:
        await work.write(
            ADD, document_id, work.now, [new_id() for _ in found], [one.kind for one in found],
            [one.text for one in found], [one.keys[0] for one in found],
            [one.sentence for one in found],
        )  # fmt: skip
    await work.write(READ, document_id, number, work.now)


async def link_waiting(work: UnitOfWork, document_id: UUID, keys: Collection[str]) -> None:
    """Citations that waited for this document lead to it (one indexed write)."""
    await work.write(LINK, document_id, list(keys))


async def link_all(work: UnitOfWork, keys: Sequence[tuple[UUID, str]]) -> None:
    """The same for many documents, each key with its document (one indexed write)."""
    await work.write(LINK_ALL, [one for one, _ in keys], [key for _, key in keys])


async def unread(work: UnitOfWork, after: UUID, limit: int) -> list[tuple[UUID, int, str, str]]:
    """Newest texts of documents none of whose texts was read, in order of id.

    Two index look-ups for every document passed over.
    """
    return [tuple(row) for row in await work.fetch(UNREAD, after, limit)]


async def yields(work: UnitOfWork) -> list[dict[str, Any]]:
    """How much was found and resolved of each kind, and of all (counted; for measuring)."""
    return [dict(row) for row in await work.fetch(YIELD)]
