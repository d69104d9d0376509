"""What we keep of what the directory tells."""

from shared import told_calendar
from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.envelope import Envelope
from shared.events.identity import CalendarImported, OrganChanged, StaffChanged
from svc_feedback.storage.directory import Official, Organ
from svc_feedback.use_cases import directory

NOUNS = ("identity.organ", "identity.staff", "identity.calendar")
reactions = Reactions()


@reactions.on(OrganChanged)
async def keep_organ(event: OrganChanged, work: UnitOfWork, _: Envelope) -> None:
    """Who answers is shown by name."""
    organ = Organ(event.organ_id, event.code, event.name, event.region_code, event.kind)
    await directory.keep_organ(work, organ)


@reactions.on(StaffChanged)
async def keep_official(event: StaffChanged, work: UnitOfWork, _: Envelope) -> None:
    """Only somebody who is in office handles a bad review, and is told of it by account."""
    official = Official(
        event.staff_id, event.staff_no, event.name, event.organ_id, event.active, event.account_id,
        event.roles,
    )  # fmt: skip
    await directory.keep_official(work, official)


@reactions.on(CalendarImported)
async def keep_calendar(event: CalendarImported, work: UnitOfWork, _: Envelope) -> None:
    """Deadlines in working days are counted on the calendar of the State Council's notice."""
    await told_calendar.put_days(work, told_calendar.days_told(event))
