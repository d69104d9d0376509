"""Acts upon forces as rows: who ended or amended what, and from when."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.acts import Act, ActKind, own_acts
from svc_documents.domain.effects.effects import Cause
from svc_documents.storage.documents.documents import COLUMNS, document_of

LOCKED = f"SELECT {COLUMNS} FROM document WHERE document_id = ANY($1) ORDER BY 1 FOR UPDATE"
STANDING = """
SELECT document_id, kind, takes_effect_on, cause, reason, by_document FROM force_act
WHERE document_id = ANY($1) AND undone_at IS NULL
"""
ACTED_UPON = "SELECT DISTINCT document_id FROM force_act WHERE document_id = ANY($1)"
TARGETS = "SELECT document_id FROM force_act WHERE source_id = $1 AND undone_at IS NULL"
ADD = """
INSERT INTO force_act (source_id, document_id, kind, takes_effect_on, cause, reason, by_document,
    recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
# A document has one end of its own; what was believed of it before is kept with its force.
PUT_OWN_END = """
INSERT INTO force_act (source_id, document_id, kind, takes_effect_on, cause, reason, by_document,
    recorded_at)
VALUES ($1, $1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (source_id, document_id, kind) DO UPDATE SET takes_effect_on = EXCLUDED.takes_effect_on
WHERE force_act.cause = 'lapsed'
"""
OWN_END = """
SELECT takes_effect_on FROM force_act
WHERE source_id = $1 AND document_id = $1 AND kind = 'ends' AND cause = 'lapsed'
"""
REDATE = """
UPDATE force_act SET takes_effect_on = $2 WHERE source_id = ANY($1) AND undone_at IS NULL
"""
UNDO = "UPDATE force_act SET undone_at = $2 WHERE source_id = $1 AND undone_at IS NULL"


async def locked(work: UnitOfWork, document_ids: Sequence[UUID]) -> dict[UUID, Document]:
    """The documents to be acted upon, locked in order of their ids (rows by key)."""
    await work.lock()
    rows = await work.fetch(LOCKED, list(document_ids))
    return {row["document_id"]: document_of(row) for row in rows}


async def add_own(work: UnitOfWork, documents: Sequence[Document]) -> None:
    """Keep what documents say of their own end, before anything acts upon them."""
    ids = [one.document_id for one in documents]
    known = {row["document_id"] for row in await work.fetch(ACTED_UPON, ids)}
    own = [
        (one.document_id, one.document_id, act)
        for one in documents if one.document_id not in known for act in own_acts(one.force)
    ]  # fmt: skip
    await add(work, own)


async def add(work: UnitOfWork, acts: Sequence[tuple[UUID, UUID, Act]]) -> None:
    """Keep acts, each with its source and the document it acts upon, pipelined."""
    rows = [
        (source, target, act.kind, act.on, act.cause, act.reason, act.by, work.now)
        for source, target, act in acts
    ]
    await work.write_many(ADD, rows)


async def put_own_end(work: UnitOfWork, document_id: UUID, act: Act) -> None:
    """Keep the end of a document's own validity, in the place of the one there was."""
    await work.write(
        PUT_OWN_END, document_id, act.kind, act.on, act.cause, act.reason, act.by, work.now
    )


async def own_end(work: UnitOfWork, document_id: UUID) -> date | None:
    """The first day after its own validity, of a document that was acted upon (by key)."""
    day: date | None = await work.fetch_value(OWN_END, document_id)
    return day


async def redate(work: UnitOfWork, source_ids: Sequence[UUID], day: date) -> None:
    """Let what came from sources act from another day on."""
    await work.write(REDATE, list(source_ids), day)


async def standing(work: UnitOfWork, document_ids: Sequence[UUID]) -> dict[UUID, list[Act]]:
    """Every act that stands, by document (one index look each)."""
    found: dict[UUID, list[Act]] = {one: [] for one in document_ids}
    for row in await work.fetch(STANDING, list(document_ids)):
        cause = Cause(row["cause"]) if row["cause"] else None
        act = Act(
            ActKind(row["kind"]), row["takes_effect_on"], cause, row["reason"], row["by_document"]
        )
        found[row["document_id"]].append(act)
    return found


async def targets(work: UnitOfWork, source_id: UUID) -> list[UUID]:
    """What a source acts upon (by key)."""
    return [row["document_id"] for row in await work.fetch(TARGETS, source_id)]


async def undo(work: UnitOfWork, source_id: UUID) -> None:
    """Take back what came from a source."""
    await work.write(UNDO, source_id, work.now)
