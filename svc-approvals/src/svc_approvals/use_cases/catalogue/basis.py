"""The documents matters rest on (依据守护): cited by every published version, then followed.

When one dies, every matter in force that rests on it is flagged: told to the
others and to whoever published it, listed for its owners, shown to everybody.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.approvals import MatterBasisCleared, MatterBasisFlagged
from shared.events.approvals.basis import BasisCited, BasisReleased
from shared.ids import new_id
from svc_approvals.domain.catalogue.checks.organs import cited
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.storage import directory
from svc_approvals.storage.catalogue import document_effects, matter_citations
from svc_approvals.storage.catalogue.matter_citations import Resting
from svc_approvals.use_cases.catalogue import basis_messages

CITER = "approvals:matter:"


async def cite_basis(work: UnitOfWork, matter: Matter, before: Matter | None = None) -> None:
    """Ask what each document means that the matter and its fees rest on; let go of others."""
    citer, references = f"{CITER}{matter.code}", _references(matter)
    for reference in sorted(references):
        event = BasisCited(citer=citer, reference=reference)
        await work.announce(_citation(citer, reference), event)
    for reference in sorted(_references(before) - references if before else ()):
        await work.announce(
            _citation(citer, reference), BasisReleased(citer=citer, reference=reference)
        )


def _references(matter: Matter) -> set[str]:
    return {text for _, text in cited(matter)}


def _citation(citer: str, reference: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:basis:{citer}:{reference}")


async def keep_resolved(work: UnitOfWork, citer: str, resolved: DocumentEffect) -> None:
    """Keep what a reference of ours means; other citers' are not our business."""
    if citer.startswith(CITER):
        await work.lock()
        known = (await document_effects.effects_of(work, [resolved.reference])).values()
        await _keep(work, [(next(iter(known), None), resolved)])


async def keep_effect(
    work: UnitOfWork, document_id: UUID, effect: str, since: date | None, replaced_by: str = ""
) -> None:
    """A document some matter rests on has another effect: every guide shows it from now on."""
    await work.lock()
    known = await document_effects.meaning(work, document_id)
    await _keep(
        work,
        [
            (one, replace(one, effect=effect, since=since, replaced_by=replaced_by))
            for one in known
        ],
    )  # fmt: skip


async def _keep(
    work: UnitOfWork, changes: Sequence[tuple[DocumentEffect | None, DocumentEffect]]
) -> None:
    """Write what is new, and tell of matters whose basis died or is in force again."""
    died: dict[str, DocumentEffect] = {}
    revived: dict[str, DocumentEffect] = {}
    for before, after in changes:
        if before != after:
            await document_effects.put(work, after)
        if after.is_dead and (before is None or _is_news(before, after)):
            died[after.reference] = after
        elif before is not None and before.is_dead and not after.is_dead:
            revived[after.reference] = after
    for one in await matter_citations.resting_on(work, [*died, *revived]):
        if one.reference in died:
            await _flag(work, one, died[one.reference])
        else:
            await _clear(work, one, revived[one.reference])


def _is_news(before: DocumentEffect, after: DocumentEffect) -> bool:
    """Dead since now, dead for another reason, or something is in its place since now."""
    replaced_now = bool(after.replaced_by) and not before.replaced_by
    return before.effect != after.effect or replaced_now


async def _flag(work: UnitOfWork, matter: Resting, dead: DocumentEffect) -> None:
    event = MatterBasisFlagged(
        code=matter.code, name=matter.name, reference=dead.reference,
        document_id=dead.document_id, effect=dead.effect, since=dead.since,
        replaced_by=dead.replaced_by,
    )  # fmt: skip
    await work.announce(matter_id(matter.code), event)
    for account_id in await directory.accounts_of(work, [matter.published_by]):
        await work.announce(new_id(), basis_messages.basis_dead(matter, dead, account_id))


async def _clear(work: UnitOfWork, matter: Resting, alive: DocumentEffect) -> None:
    event = MatterBasisCleared(
        code=matter.code, name=matter.name, reference=alive.reference,
        document_id=alive.document_id, effect=alive.effect,
    )  # fmt: skip
    await work.announce(matter_id(matter.code), event)


def matter_id(code: str) -> UUID:
    """The aggregate id of a matter's own journal."""
    return uuid5(NAMESPACE_URL, f"yangguang:matter:{code}")
