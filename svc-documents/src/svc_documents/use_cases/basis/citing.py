"""Keep who cites what, and tell the citers: at once, and whenever the answer becomes another.

A change of a document's effect is told by EffectChanged too, but that travels on
its own way: only the answers to one citation are in order among themselves, so
the last of them is always right.
"""

from collections.abc import Collection, Sequence
from typing import cast
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.documents import BasisResolved
from shared.events.documents import Effect as ToldEffect
from svc_documents.domain.basis.resolving import Held
from svc_documents.storage.basis import citations, held
from svc_documents.storage.basis.citations import Citation
from svc_documents.storage.days import today_of
from svc_documents.use_cases.basis.resolving import BasisAnswer, keys_of, resolve_references

MOST_CANDIDATES = 20


async def cite(work: UnitOfWork, citer: str, reference: str) -> None:
    """Keep a citation and tell what it means today; the same again is answered again."""
    await citations.alone(work)
    (answer,) = await resolve_references(work, [(reference, today_of(work))])
    await _answer(work, Citation(citer, reference), answer)


async def release(work: UnitOfWork, citer: str, reference: str) -> None:
    """Forget a citation its owner no longer makes."""
    await citations.release(work, citer, reference)


async def answer_for(work: UnitOfWork, document_id: UUID, *, again: bool = False) -> int:
    """A document is published, or (``again``) its effect is another: who means it now is told.

    Answers how many citations were told.
    """
    await citations.alone(work)
    known = (await held.with_ids(work, [document_id])).get(document_id)
    if known is None:
        return 0
    asked = await citations.sharing(work, keys_of(known))
    return await _answer_again(work, asked, document_id if again else None)


async def answer_for_all(work: UnitOfWork, keys: Collection[str]) -> int:
    """Documents with these keys came in together: citations that waited for one are told."""
    await citations.alone(work)
    return await _answer_again(work, await citations.sharing(work, keys), None)


async def answer_for_replaced(work: UnitOfWork, document_id: UUID) -> int:
    """A document is published: who means one in whose place it stands is told of it."""
    replaced = await held.replaced_by(work, document_id)
    return sum([await answer_for(work, one, again=True) for one in replaced])


async def _answer_again(
    work: UnitOfWork, asked: Sequence[Citation], changed_id: UUID | None
) -> int:  # fmt: skip
    today = today_of(work)
    answers = await resolve_references(work, [(one.reference, today) for one in asked])
    changed = [
        (citation, answer)
        for citation, answer in zip(asked, answers, strict=True)
        if meant_by(answer) != (citation.document_id, citation.candidates)
        or (changed_id is not None and citation.document_id == changed_id)
    ]
    for citation, answer in changed:
        await _answer(work, citation, answer)
    return len(changed)


def meant_by(answer: BasisAnswer) -> tuple[UUID | None, tuple[UUID, ...]]:
    """The one document, and the candidates where there is none."""
    document = answer.resolution.document
    candidates = (one.document_id for one in answer.resolution.candidates[:MOST_CANDIDATES])
    return document.document_id if document else None, tuple(sorted(candidates))


async def _answer(work: UnitOfWork, citation: Citation, answer: BasisAnswer) -> None:
    meant, reference = meant_by(answer), answer.resolution.reference
    kept = Citation(citation.citer, citation.reference, *meant)
    await citations.put(work, kept, reference.keys, reference.articles)
    await work.announce(
        _aggregate(citation), _told(citation, answer, answer.resolution.document, meant[1])
    )


def _told(
    citation: Citation, answer: BasisAnswer, document: Held | None, candidates: tuple[UUID, ...]
) -> BasisResolved:
    effect = answer.effect
    return BasisResolved(
        citer=citation.citer, reference=citation.reference,
        document_id=document.document_id if document else None, candidates=candidates,
        title=document.title if document else "",
        effect=cast("ToldEffect | None", effect.effect), since=effect.since,
        replaced_by=answer.replaced_by.name if answer.replaced_by else "",
    )  # fmt: skip


def _aggregate(citation: Citation) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:resolved:{citation.citer}:{citation.reference}")
