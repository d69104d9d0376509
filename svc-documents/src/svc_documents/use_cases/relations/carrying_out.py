"""Let follow what relations say, once their document is in the library."""

from collections.abc import Sequence
from dataclasses import replace

from shared.database import UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.relations.relations import Relation
from svc_documents.storage.days import today_of
from svc_documents.storage.relations import relations as rows
from svc_documents.use_cases.effects.acting import NewAct, act_upon


async def carry_out_relations(work: UnitOfWork, document: Document) -> None:
    """Let follow everything a document declared before it was published.

    To be called by whoever publishes it, after it was saved with its force.
    """
    await carry_out(work, document, await rows.to_carry_out(work, document.document_id))


async def carry_out(work: UnitOfWork, document: Document, relations: Sequence[Relation]) -> None:
    """Amend and end what a published document amends and ends, each on its day."""
    dated = [_dated(work, document, one) if one.acts else one for one in relations]
    name = document.document_no or f"《{document.title}》"
    acts = [
        NewAct(one.relation_id, one.target_id, one.act(one.takes_effect_on, name))
        for one in dated if one.acts and one.target_id and one.takes_effect_on
    ]  # fmt: skip
    if dated:
        await rows.carried_out(work, dated)
    if acts:
        await act_upon(work, acts)


def _dated(work: UnitOfWork, document: Document, relation: Relation) -> Relation:
    """On its own day, but never before its document enters into force."""
    starts = document.force.first or today_of(work)
    return replace(relation, takes_effect_on=max(relation.takes_effect_on or starts, starts))
