"""What svc-policy-match does when the directory or the documents tell something."""

from shared.basis.effects import DocumentEffect
from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.documents import BasisResolved, DocumentPublished, EffectChanged
from shared.events.envelope import Envelope
from shared.events.identity import OrganChanged
from svc_policy_match.storage.directory import Organ
from svc_policy_match.use_cases import directory
from svc_policy_match.use_cases.policies import basis

NOUNS = ("identity.organ", "documents.document", "documents.basis")
reactions = Reactions()


@reactions.on(OrganChanged)
async def keep_organ(event: OrganChanged, work: UnitOfWork, _: Envelope) -> None:
    """Whose policy it is, is shown by name."""
    organ = Organ(event.organ_id, event.code, event.name, event.office_phone, event.region_code)
    await directory.keep_organ(work, organ)


@reactions.on(BasisResolved)
async def keep_basis(event: BasisResolved, work: UnitOfWork, _: Envelope) -> None:
    """A policy's page shows whether the document it rests on is in force."""
    if event.document_id is not None and event.effect is not None:
        known = DocumentEffect(
            event.reference, event.effect, event.document_id, event.title, event.since,
            event.replaced_by,
        )  # fmt: skip
        await basis.keep_resolved(work, event.citer, known)


@reactions.on(EffectChanged)
async def follow_effect(event: EffectChanged, work: UnitOfWork, _: Envelope) -> None:
    """Policies take no applications when the document they rest on dies."""
    await basis.keep_effect(work, event.document_id, event.effect, event.since, event.replaced_by)


@reactions.on(DocumentPublished)
async def follow_publication(event: DocumentPublished, work: UnitOfWork, _: Envelope) -> None:
    """A document that is published anew has the effect it says."""
    if event.effect is not None:
        await basis.keep_effect(work, event.document_id, event.effect, event.since)
