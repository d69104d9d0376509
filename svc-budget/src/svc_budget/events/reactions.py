"""What svc-budget does when the directory, or its own publishing, tells something."""

from shared import told_calendar
from shared.basis.effects import DocumentEffect
from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.budget import SubmissionPublished
from shared.events.documents import BasisResolved, DocumentPublished, EffectChanged
from shared.events.envelope import Envelope
from shared.events.identity import CalendarImported, OrganChanged, StaffChanged
from svc_budget.storage.directory import Official, Organ
from svc_budget.use_cases import directory
from svc_budget.use_cases.funds import basis
from svc_budget.use_cases.openness import scoring

NOUNS = (
    "identity.organ",
    "identity.staff",
    "identity.calendar",
    "budget.submission",
    "documents.document",
    "documents.basis",
)
reactions = Reactions()


@reactions.on(OrganChanged)
async def keep_organ(event: OrganChanged, work: UnitOfWork, _: Envelope) -> None:
    """Who publishes is shown by name."""
    organ = Organ(
        event.organ_id, event.code, event.name, event.office_phone, event.region_code, event.kind
    )
    await directory.keep_organ(work, organ)


@reactions.on(StaffChanged)
async def keep_official(event: StaffChanged, work: UnitOfWork, _: Envelope) -> None:
    """Who answers for a book is shown by name and office phone."""
    official = Official(
        event.staff_no, event.staff_id, event.name, event.organ_id, event.office_phone,
        event.active,
    )  # fmt: skip
    await directory.keep_official(work, official)


@reactions.on(CalendarImported)
async def keep_calendar(event: CalendarImported, work: UnitOfWork, _: Envelope) -> None:
    """Reminders fall on working days."""
    await told_calendar.put_days(work, told_calendar.days_told(event))


@reactions.on(SubmissionPublished)
async def note_evidence(event: SubmissionPublished, work: UnitOfWork, _: Envelope) -> None:
    """What a published book shows is looked at once, for the score of openness."""
    await scoring.note_evidence(work, event.submission_id, event.year)


@reactions.on(BasisResolved)
async def keep_basis(event: BasisResolved, work: UnitOfWork, _: Envelope) -> None:
    """A fund's page shows whether the document it is managed by is in force."""
    if event.document_id is not None and event.effect is not None:
        known = DocumentEffect(
            event.reference, event.effect, event.document_id, event.title, event.since,
            event.replaced_by,
        )  # fmt: skip
        await basis.keep_resolved(work, event.citer, known)


@reactions.on(EffectChanged)
async def follow_effect(event: EffectChanged, work: UnitOfWork, _: Envelope) -> None:
    """Funds are flagged when the document they are managed by dies."""
    await basis.keep_effect(work, event.document_id, event.effect, event.since, event.replaced_by)


@reactions.on(DocumentPublished)
async def follow_publication(event: DocumentPublished, work: UnitOfWork, _: Envelope) -> None:
    """A document that is published anew has the effect it says."""
    if event.effect is not None:
        await basis.keep_effect(work, event.document_id, event.effect, event.since)
