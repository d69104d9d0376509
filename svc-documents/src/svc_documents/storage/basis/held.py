"""The documents a reference could mean, and what took the place of a dead one."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.basis.references import Reference
from svc_documents.domain.basis.resolving import Held
from svc_documents.storage.documents.documents import FORCE, force_of

COLUMNS = ", ".join((
    "document_id", "title", "name_keys", "document_no", "number_key", "registration_no",
    "organ_name", "issued_on", *FORCE, "suspensions",
))  # fmt: skip
PUBLIC = f"SELECT {COLUMNS} FROM document WHERE is_public AND"
WITH_KEYS = f"""
{PUBLIC} name_keys && $1
UNION
{PUBLIC} number_key = ANY($2) AND number_key <> ''
UNION
{PUBLIC} registration_no = ANY($3) AND registration_no <> ''
LIMIT 5000
"""
WITH_IDS = f"{PUBLIC} document_id = ANY($1)"
# From a dead document to the one in its place, step by step until one that nothing replaced.
SUCCESSORS = """
WITH RECURSIVE step AS (
    SELECT d.document_id AS origin, d.document_id, 0 AS depth FROM document d
    WHERE d.document_id = ANY($1)
    UNION ALL
    SELECT s.origin, n.document_id, s.depth + 1 FROM step s CROSS JOIN LATERAL (
        SELECT r.document_id FROM relation r JOIN document d USING (document_id)
        WHERE r.target_id = s.document_id AND r.kind IN ('replaces', 'renews')
          AND r.origin = 'declared' AND r.retracted_at IS NULL AND d.is_public
        UNION
        SELECT o.ended_by FROM document o JOIN document e ON e.document_id = o.ended_by
        WHERE o.document_id = s.document_id AND o.end_cause = 'replaced' AND e.is_public
    ) n WHERE s.depth < 10
)
SELECT DISTINCT ON (origin) origin, document_id FROM step WHERE depth > 0
ORDER BY origin, depth DESC
"""


REPLACED = """
SELECT target_id FROM relation WHERE document_id = $1 AND kind IN ('replaces', 'renews')
  AND origin = 'declared' AND retracted_at IS NULL AND target_id IS NOT NULL
"""


async def could_be(work: UnitOfWork, references: Collection[Reference]) -> list[Held]:
    """Public documents that share a key with any reference (three indexed reads, any number)."""
    names = {key for one in references for key in one.name_keys}
    numbers = {key for one in references for key in one.number_keys}
    registrations = {key for one in references for key in one.registrations}
    if not (names or numbers or registrations):
        return []
    rows = await work.fetch(WITH_KEYS, list(names), list(numbers), list(registrations))
    return [_held(row) for row in rows]


async def with_ids(work: UnitOfWork, document_ids: Collection[UUID]) -> Mapping[UUID, Held]:
    """Public documents by their ids (one indexed read)."""
    rows = await work.fetch(WITH_IDS, list(document_ids))
    return {row["document_id"]: _held(row) for row in rows}


async def successors(work: UnitOfWork, document_ids: Sequence[UUID]) -> Mapping[UUID, Held]:
    """What stands in the place of documents now, however often it was replaced or renewed."""
    if not document_ids:
        return {}
    rows = await work.fetch(SUCCESSORS, list(document_ids))
    known = await with_ids(work, {row["document_id"] for row in rows})
    return {row["origin"]: known[row["document_id"]] for row in rows if row["document_id"] in known}


async def replaced_by(work: UnitOfWork, document_id: UUID) -> list[UUID]:
    """The documents in whose place one stands (indexed)."""
    return [row["target_id"] for row in await work.fetch(REPLACED, document_id)]


def _held(row: Row) -> Held:
    return Held(
        row["document_id"], row["title"], tuple(row["name_keys"]), row["document_no"],
        row["number_key"], row["registration_no"], row["organ_name"], row["issued_on"],
        force_of(row),
    )  # fmt: skip
