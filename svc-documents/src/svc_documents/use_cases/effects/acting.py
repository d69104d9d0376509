"""Act upon the forces of documents, and take it back."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.acts import Act, folded
from svc_documents.storage.effects import acts as rows
from svc_documents.use_cases.effects.changing import ForceChange, change_forces


class NewAct(NamedTuple):
    """What a source (a relation, a clean-up) does to a document's force."""

    source_id: UUID
    document_id: UUID
    act: Act


async def act_upon(work: UnitOfWork, acts: Sequence[NewAct]) -> None:
    """Let acts have their effect: each document's earliest end and amendment count."""
    documents = await rows.locked(work, sorted({one.document_id for one in acts}))
    await rows.add_own(work, list(documents.values()))
    await rows.add(work, acts)
    reasons = {one.document_id: one.act.reason for one in acts}
    await _fold(work, documents, reasons)


async def undo_acts(work: UnitOfWork, source_id: UUID, reason: str) -> None:
    """Take back what a source did; what others did to the same documents stands."""
    targets = await rows.targets(work, source_id)
    documents = await rows.locked(work, targets)
    await rows.undo(work, source_id)
    await _fold(work, documents, dict.fromkeys(targets, reason))


async def redate_acts(work: UnitOfWork, source_ids: Sequence[UUID], day: date, reason: str) -> None:
    """Let what sources did be done from another day on."""
    targets = [one for source in source_ids for one in await rows.targets(work, source)]
    if not targets:
        return
    documents = await rows.locked(work, sorted(set(targets)))
    await rows.redate(work, source_ids, day)
    await _fold(work, documents, dict.fromkeys(documents, reason))


async def _fold(
    work: UnitOfWork, documents: dict[UUID, Document], reasons: dict[UUID, str]
) -> None:
    standing = await rows.standing(work, list(documents))
    changes = [
        ForceChange(one, folded(one.force, standing[key]), reasons[key])
        for key, one in documents.items()
    ]
    await change_forces(work, changes)
