"""The documents matters rest on (依据守护): cited by every published version, then followed."""

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.approvals.basis import BasisCited
from svc_approvals.domain.catalogue.checks.organs import cited
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.storage.catalogue import document_effects
from svc_approvals.storage.catalogue.document_effects import DocumentEffect

CITER = "approvals:matter:"


async def cite_basis(work: UnitOfWork, matter: Matter) -> None:
    """Ask what each document means that the matter and its fees rest on."""
    for reference in sorted({text for _, text in cited(matter)}):
        citer = f"{CITER}{matter.code}"
        await work.announce(
            _citation(citer, reference), BasisCited(citer=citer, reference=reference)
        )


def _citation(citer: str, reference: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:basis:{citer}:{reference}")


async def keep_resolved(work: UnitOfWork, citer: str, resolved: DocumentEffect) -> None:
    """Keep what a reference of ours means; other citers' are not our business."""
    if citer.startswith(CITER):
        await document_effects.put(work, resolved)


async def keep_effect(
    work: UnitOfWork, document_id: UUID, effect: str, since: date | None, replaced_by: str = ""
) -> None:
    """A document some matter rests on has another effect: every guide shows it from now on."""
    await document_effects.change(work, document_id, effect, since, replaced_by)
