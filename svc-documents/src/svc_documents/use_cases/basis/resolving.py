"""Answer what references mean on a day, with the effect and what took a dead one's place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.database import UnitOfWork
from svc_documents.domain.basis.references import Reference, read_reference
from svc_documents.domain.basis.resolving import Held, Resolution, resolve
from svc_documents.domain.effects.effects import EffectOn
from svc_documents.storage.basis import held


@dataclass(frozen=True, slots=True)
class BasisAnswer:
    """What a reference means on a day, and what stands in a dead document's place."""

    resolution: Resolution
    on: date
    replaced_by: Held | None = None

    @property
    def effect(self) -> EffectOn:
        """The effect of the one document on the day."""
        return self.resolution.effect(self.on)


async def resolve_references(
    work: UnitOfWork, asked: Sequence[tuple[str, date]]
) -> list[BasisAnswer]:
    """Every reference on its own day (two reads for all of them, however many)."""
    references = [read_reference(text) for text, _ in asked]
    library = _by_key(await held.could_be(work, references))
    found = [
        resolve(one, _sharing(library, one), day)
        for one, (_, day) in zip(references, asked, strict=True)
    ]
    answers = [BasisAnswer(one, day) for one, (_, day) in zip(found, asked, strict=True)]
    return await _with_successors(work, answers)


async def _with_successors(work: UnitOfWork, answers: Sequence[BasisAnswer]) -> list[BasisAnswer]:
    dead = [
        one.resolution.document.document_id
        for one in answers
        if one.resolution.document and one.effect.effect and not one.effect.effect.usable
    ]
    places = await held.successors(work, dead)
    return [
        BasisAnswer(
            one.resolution, one.on, places.get(one.resolution.document.document_id)
        )
        if one.resolution.document else one
        for one in answers
    ]  # fmt: skip


def _by_key(documents: Sequence[Held]) -> Mapping[str, list[Held]]:
    library: dict[str, list[Held]] = {}
    for one in documents:
        for key in keys_of(one):
            library.setdefault(key, []).append(one)
    return library


def _sharing(library: Mapping[str, list[Held]], reference: Reference) -> list[Held]:
    found = (one for key in reference.keys for one in library.get(key, ()))
    return list({one.document_id: one for one in found}.values())


def keys_of(one: Held) -> tuple[str, ...]:
    """What references to a document share with it, as ``Reference.keys`` says them."""
    names = tuple(f"t:{key}" for key in one.name_keys)
    number = (f"n:{one.number_key}",) if one.number_key else ()
    registration = (f"r:{one.registration_no}",) if one.registration_no else ()
    return (*names, *number, *registration)
