"""What svc-approvals does when the directory, the documents or the feedback tell something."""

from uuid import uuid5

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.documents import BasisResolved, DocumentPublished, EffectChanged
from shared.events.envelope import Envelope
from shared.events.feedback import BadReviewClosed, SummaryChanged
from shared.events.identity import CalendarImported, OrganChanged, StaffChanged
from shared.told_calendar import days_told
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.storage.catalogue.reviews import Improvement, Satisfaction
from svc_approvals.storage.directory import Official, Organ
from svc_approvals.use_cases import directory
from svc_approvals.use_cases.catalogue import basis
from svc_approvals.use_cases.catalogue.reviews import keep_improvement, keep_satisfaction

NOUNS = (
    "identity.organ",
    "identity.staff",
    "identity.calendar",
    "feedback.review",
    "feedback.bad_review",
    "documents.document",
    "documents.basis",
)
reactions = Reactions()


@reactions.on(OrganChanged)
async def keep_organ(event: OrganChanged, work: UnitOfWork, _: Envelope) -> None:
    """Departments are shown by name and phone; clocks set from now on count in their hours."""
    organ = Organ(
        event.organ_id, event.code, event.name, event.office_phone, event.region_code,
        event.office_hours,
    )  # fmt: skip
    await directory.keep_organ(work, organ)


@reactions.on(StaffChanged)
async def keep_official(event: StaffChanged, work: UnitOfWork, _: Envelope) -> None:
    """Handlers are shown by name, staff number and office phone."""
    official = Official(
        event.staff_no, event.staff_id, event.name, event.organ_id, event.office_phone,
        event.active, account_id=event.account_id,
    )  # fmt: skip
    await directory.keep_official(work, official)


@reactions.on(CalendarImported)
async def keep_calendar(event: CalendarImported, work: UnitOfWork, _: Envelope) -> None:
    """Limits are counted on the calendar the State Council's notice gives, open ones anew."""
    await directory.keep_calendar(work, event.year, days_told(event))


@reactions.on(SummaryChanged)
async def show_satisfaction(event: SummaryChanged, work: UnitOfWork, envelope: Envelope) -> None:
    """A matter's guide shows what those who used it say."""
    told = Satisfaction(
        event.reviews, event.satisfaction_strict, event.mean_score, envelope.at
    )  # fmt: skip
    await keep_satisfaction(work, event.matter_code, told)


@reactions.on(BadReviewClosed)
async def show_improvement(event: BadReviewClosed, work: UnitOfWork, _: Envelope) -> None:
    """A matter's guide shows what was put right after a bad review (改进记录).

    One that was opened again and closed again has put right something more.
    """
    key = uuid5(event.bad_review_id, event.closed_at.isoformat())
    made = Improvement(key, event.improvement.strip(), event.change, event.closed_at)
    await keep_improvement(work, event.matter_code, made)


@reactions.on(BasisResolved)
async def keep_basis(event: BasisResolved, work: UnitOfWork, _: Envelope) -> None:
    """A matter's guide shows whether what it rests on is in force."""
    if event.document_id is not None and event.effect is not None:
        known = DocumentEffect(
            event.reference, event.effect, event.document_id, event.title, event.since,
            event.replaced_by,
        )  # fmt: skip
        await basis.keep_resolved(work, event.citer, known)


@reactions.on(EffectChanged)
async def follow_effect(event: EffectChanged, work: UnitOfWork, _: Envelope) -> None:
    """A document that dies is shown as dead on every guide that rests on it, at once."""
    await basis.keep_effect(work, event.document_id, event.effect, event.since, event.replaced_by)


@reactions.on(DocumentPublished)
async def follow_publication(event: DocumentPublished, work: UnitOfWork, _: Envelope) -> None:
    """A document that is published anew has the effect it says."""
    if event.effect is not None:
        await basis.keep_effect(work, event.document_id, event.effect, event.since)
