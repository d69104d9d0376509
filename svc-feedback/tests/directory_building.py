"""Builders for what the directory tells: organs, and the work calendar of 2026."""

from datetime import UTC, date, datetime, timedelta
from typing import cast
from uuid import UUID, uuid4, uuid5

from feedback_building import AUDIENCE, Feedback
from nats.aio.client import Client

from shared.consumer import Consumer
from shared.events import Event
from shared.events.envelope import Envelope
from shared.events.identity import CalendarDay, CalendarImported, OrganChanged, StaffChanged
from shared.identity import Caller
from svc_feedback.events.directory import reactions

REGION = "431202"
FRIDAY = 4


async def an_organ(feedback: Feedback, name: str = "鹤城区某局", region: str = REGION) -> UUID:
    """An organ the directory has told of."""
    organ_id = uuid4()
    told = OrganChanged(
        organ_id=organ_id, code=organ_id.hex[:8], name=name, aliases=(), region_code=region,
        kind="department", issuing_rights=(), office_phone="0745-0000000",
    )  # fmt: skip
    await hear(feedback, told, organ_id)
    return organ_id


async def an_official(
    feedback: Feedback, organ_id: UUID, staff_no: str, *, active: bool = True,
    account_id: UUID | None = None, roles: tuple[str, ...] = ("approver",), times: int = 1,
) -> None:  # fmt: skip
    """A member of an organ's staff the directory has told of."""
    staff_id = uuid5(organ_id, staff_no)
    told = StaffChanged(
        staff_id=staff_id, staff_no=staff_no, name="陈立新", organ_id=organ_id,
        office_phone="0745-0000000", account_id=account_id, roles=roles, active=active,
    )  # fmt: skip
    await hear(feedback, told, staff_id, times)


async def who_logs_in(feedback: Feedback, member: Caller) -> UUID:
    """The directory has told of a member of staff, and later by which account they log in."""
    account_id, organ_id = UUID(member.subject), UUID(str(member.organ_id))
    await an_official(feedback, organ_id, member.staff_no)
    await an_official(
        feedback, organ_id, member.staff_no, account_id=account_id, roles=tuple(member.roles),
        times=2,
    )  # fmt: skip
    return account_id


async def a_calendar(
    feedback: Feedback, first: date = date(2026, 1, 1), days: int = 730, **exceptions: bool
) -> None:
    """The directory has told of a calendar; ``d2026_02_16=False`` names a day off."""
    off = {date.fromisoformat(k[1:].replace("_", "-")): v for k, v in exceptions.items()}
    each = [first + timedelta(days=number) for number in range(days)]
    told = CalendarImported(
        year=first.year, source="test",
        days=tuple(
            CalendarDay(day=day, is_working=off.get(day, day.weekday() <= FRIDAY)) for day in each
        ),
    )  # fmt: skip
    await hear(feedback, told, uuid4())


async def hear(feedback: Feedback, event: Event, aggregate_id: UUID, sequence: int = 1) -> None:
    """The service takes a fact of the directory."""
    noun = ".".join(event.subject.split(".")[:2])
    ear = Consumer(AUDIENCE, noun, reactions, feedback.pool, cast("Client", None))
    at = datetime(2026, 1, 5, 1, tzinfo=UTC)
    await ear.take(
        Envelope(uuid4(), event.subject, aggregate_id, sequence, at, event.model_dump(mode="json"))
    )
