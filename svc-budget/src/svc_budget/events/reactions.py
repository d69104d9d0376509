"""What svc-budget does when the directory, or its own publishing, tells something."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.budget import SubmissionPublished
from shared.events.envelope import Envelope
from shared.events.identity import CalendarImported, OrganChanged, StaffChanged
from svc_budget.storage.directory import Official, Organ
from svc_budget.use_cases import directory
from svc_budget.use_cases.openness import scoring

NOUNS = ("identity.organ", "identity.staff", "identity.calendar", "budget.submission")
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
    days = [(day.day, day.is_working, day.name or "", day.provisional) for day in event.days]
    await directory.keep_calendar(work, days)


@reactions.on(SubmissionPublished)
async def note_evidence(event: SubmissionPublished, work: UnitOfWork, _: Envelope) -> None:
    """What a published book shows is looked at once, for the score of openness."""
    await scoring.note_evidence(work, event.submission_id, event.year)
