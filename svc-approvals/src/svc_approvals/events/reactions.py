"""What svc-approvals does when the directory or the feedback service tells something."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.envelope import Envelope
from shared.events.feedback import SummaryChanged
from shared.events.identity import CalendarImported, OrganChanged, StaffChanged
from svc_approvals.storage.catalogue.reviews import Satisfaction
from svc_approvals.storage.directory import Official, Organ
from svc_approvals.use_cases import directory
from svc_approvals.use_cases.catalogue.reviews import keep_satisfaction

NOUNS = ("identity.organ", "identity.staff", "identity.calendar", "feedback.review")
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
        event.active,
    )  # fmt: skip
    await directory.keep_official(work, official)


@reactions.on(CalendarImported)
async def keep_calendar(event: CalendarImported, work: UnitOfWork, _: Envelope) -> None:
    """Limits are counted on the calendar the State Council's notice gives, open ones anew."""
    days = [(day.day, day.is_working, day.name or "", day.provisional) for day in event.days]
    await directory.keep_calendar(work, event.year, days)


@reactions.on(SummaryChanged)
async def show_satisfaction(event: SummaryChanged, work: UnitOfWork, envelope: Envelope) -> None:
    """A matter's guide shows what those who used it say."""
    told = Satisfaction(
        event.reviews, event.satisfaction_strict, event.mean_score, envelope.at
    )  # fmt: skip
    await keep_satisfaction(work, event.matter_code, told)
