"""Change the force of documents: the one place that keeps, writes and tells it."""

from collections.abc import Sequence
from typing import NamedTuple

from shared.database import UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Force
from svc_documents.domain.effects.telling import told_by, untold
from svc_documents.storage.days import today_of
from svc_documents.storage.effects import forces, telling
from svc_documents.storage.effects.telling import Telling
from svc_documents.use_cases.effects.telling import reasoned, tell


class ForceChange(NamedTuple):
    """A document as it was read, and the force it has from now on."""

    document: Document
    force: Force
    reason: str = ""


async def change_force(
    work: UnitOfWork, document: Document, force: Force, reason: str = ""
) -> None:
    """Give a document another force; told at once when its effect is another today.

    What was believed before is kept. Saves the force alone: other changes of the document are
    its caller's to save.
    """
    await change_forces(work, [ForceChange(document, force, reason)])


async def change_forces(work: UnitOfWork, changes: Sequence[ForceChange]) -> None:
    """The same for many documents at once, in a handful of statements."""
    changes = [one for one in changes if one.force != one.document.force]
    if not changes:
        return
    today = today_of(work)
    told = await telling.locked(work, [one.document for one in changes], today)
    public = [one for one in changes if one.document.is_public]
    await forces.keep_former(work, [one.document.document_id for one in public])
    tellings = []
    for document, force, reason in public:
        # What the old force had to say until now is told first, as if the job had come by.
        before = told[document.document_id]
        late = list(untold(document.force, before, today))
        between = told_by(document.force, before, today)
        now = [reasoned(one, reason) for one in untold(force, between, today)]
        after = told_by(force, between, today)
        tellings.append(Telling(document, after, [*map(reasoned, late), *now]))
    for one in changes:
        one.document.force = one.force
    await forces.save(work, [one.document for one in changes])
    await tell(work, tellings)
