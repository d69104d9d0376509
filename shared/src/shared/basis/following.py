"""Keep what is told of cited documents, and say which references died or are in force again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.basis import kept_effects
from shared.basis.effects import DocumentEffect
from shared.database import UnitOfWork


def citation_of(citer: str, reference: str) -> UUID:
    """The aggregate a citation is told under: the same for the same words."""
    return uuid5(NAMESPACE_URL, f"yangguang:basis:{citer}:{reference}")


async def resolved(work: UnitOfWork, told: DocumentEffect) -> Mapping[str, DocumentEffect]:
    """Keep what a reference means; the answer holds it when it is news to what rests on it."""
    await work.lock()
    known = (await kept_effects.of(work, [told.reference])).get(told.reference)
    return await _kept(work, [(known, told)])


async def changed(
    work: UnitOfWork, document_id: UUID, effect: str, since: date | None, replaced_by: str = ""
) -> Mapping[str, DocumentEffect]:
    """A document has another effect; the answer holds the references to which it is news."""
    await work.lock()
    known = await kept_effects.meaning(work, document_id)
    after = [replace(one, effect=effect, since=since, replaced_by=replaced_by) for one in known]
    return await _kept(work, zip(known, after, strict=True))


async def _kept(
    work: UnitOfWork, changes: Iterable[tuple[DocumentEffect | None, DocumentEffect]]
) -> Mapping[str, DocumentEffect]:
    news: dict[str, DocumentEffect] = {}
    for before, after in changes:
        if before != after:
            await kept_effects.put(work, after)
        revived = before is not None and before.is_dead and not after.is_dead
        if after.is_news_after(before) or revived:
            news[after.reference] = after
    return news
