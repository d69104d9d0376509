"""Keep the graph in step with what is told."""

from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.storage.basis import found_citations, held
from svc_documents.storage.graph import linked_things
from svc_documents.storage.graph.linked_things import LinkedThing
from svc_documents.use_cases.basis.resolving import keys_of


async def keep_thing(work: UnitOfWork, thing: LinkedThing, told_at: datetime) -> None:
    """Keep a matter, a policy or a fund as last told."""
    await linked_things.put(work, thing, told_at)


async def withdraw_thing(
    work: UnitOfWork, kind: str, thing_id: str, at: datetime, told_at: datetime
) -> None:
    """Show a thing no longer."""
    await linked_things.withdraw(work, kind, thing_id, at, told_at)


async def link_publication(work: UnitOfWork, document_id: UUID) -> None:
    """Citations other texts had of this document, before it was here, now lead to it."""
    known = (await held.with_ids(work, [document_id])).get(document_id)
    if known is not None:
        await found_citations.link_waiting(work, document_id, keys_of(known))
