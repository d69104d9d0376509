"""Matters, policies and funds as far as the graph shows them, and what hangs on documents.

``linked_things`` is for answers that list documents: to each the matter to do,
the policy to apply for, the fund, the interpretation.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork

PUT = """
INSERT INTO linked_thing (kind, thing_id, title, href, told_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (kind, thing_id) DO UPDATE SET title = EXCLUDED.title, href = EXCLUDED.href,
    withdrawn_at = NULL, told_at = EXCLUDED.told_at
"""
WITHDRAW = """
UPDATE linked_thing SET withdrawn_at = $3, told_at = $4 WHERE kind = $1 AND thing_id = $2
"""
EACH = 5
LINKED = f"""
SELECT wanted.document_id, one.* FROM unnest($1::uuid[]) wanted (document_id)
CROSS JOIN LATERAL (
    (SELECT DISTINCT 'rests_on' AS rel, t.kind, t.thing_id, t.title, t.href
     FROM citation c JOIN linked_thing t USING (kind, thing_id)
     WHERE c.document_id = wanted.document_id AND t.withdrawn_at IS NULL
     ORDER BY t.kind, t.thing_id LIMIT {EACH})
    UNION ALL
    (SELECT 'interprets', 'document', d.document_id::text, d.title,
            '/api/v1/documents/' || d.document_id
     FROM relation r JOIN document d USING (document_id)
     WHERE r.target_id = wanted.document_id AND r.kind = 'interprets'
       AND r.retracted_at IS NULL AND d.is_public
     ORDER BY d.issued_on DESC NULLS LAST LIMIT {EACH})
) one
"""


@dataclass(frozen=True, slots=True)
class LinkedThing:
    """A thing of another service, or a document, with the address it is shown at."""

    kind: str
    thing_id: str
    title: str
    href: str
    rel: str = ""


async def put(work: UnitOfWork, thing: LinkedThing, told_at: datetime) -> None:
    """Keep a thing as last told; what was withdrawn is back."""
    await work.write(PUT, thing.kind, thing.thing_id, thing.title, thing.href, told_at)


async def withdraw(
    work: UnitOfWork, kind: str, thing_id: str, at: datetime, told_at: datetime
) -> None:
    """Show a thing no longer."""
    await work.write(WITHDRAW, kind, thing_id, at, told_at)


async def linked_things(
    work: UnitOfWork, document_ids: Collection[UUID]
) -> Mapping[UUID, list[LinkedThing]]:
    """What rests on each document and what interprets it, five of each at most.

    One read, two index look-ups for every document.
    """
    found: dict[UUID, list[LinkedThing]] = {}
    for row in await work.fetch(LINKED, list(document_ids)):
        thing = LinkedThing(
            row["kind"], row["thing_id"], row["title"], row["href"], row["rel"]
        )  # fmt: skip
        found.setdefault(row["document_id"], []).append(thing)
    return found
