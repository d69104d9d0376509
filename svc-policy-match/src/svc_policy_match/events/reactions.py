"""What svc-policy-match does when the directory or the documents tell something."""

from shared.basis.effects import DocumentEffect
from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.approvals import CaseClosed
from shared.events.budget import FundAllocated
from shared.events.documents import BasisResolved, DocumentPublished, EffectChanged
from shared.events.envelope import Envelope
from shared.events.identity import OrganChanged
from svc_policy_match.storage.directory import Organ
from svc_policy_match.use_cases import directory
from svc_policy_match.use_cases.policies import basis
from svc_policy_match.use_cases.pushes import applying

NOUNS = (
    "identity.organ",
    "documents.document",
    "documents.basis",
    "approvals.case",
    "budget.fund",
)
reactions = Reactions()


@reactions.on(OrganChanged)
async def keep_organ(event: OrganChanged, work: UnitOfWork, _: Envelope) -> None:
    """Whose policy it is, is shown by name."""
    organ = Organ(event.organ_id, event.code, event.name, event.office_phone, event.region_code)
    await directory.keep_organ(work, organ)


@reactions.on(CaseClosed)
async def note_application(event: CaseClosed, work: UnitOfWork, _: Envelope) -> None:
    """Who applied for what a policy gives is not reminded, and counts as having applied."""
    if event.policy_id is not None:
        await applying.note_application(
            work, event.policy_id, event.matter_code, event.case_id, event.applicant_id,
            event.result, event.closed_at,
        )  # fmt: skip


@reactions.on(FundAllocated)
async def note_grant(event: FundAllocated, work: UnitOfWork, _: Envelope) -> None:
    """What was granted in a case under a policy counts for it."""
    if event.policy_id is not None and event.case_id is not None:
        await applying.note_grant(
            work, event.policy_id, event.case_id, event.allocation_id, event.amount
        )


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
