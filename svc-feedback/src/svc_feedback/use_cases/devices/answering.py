"""Take what an evaluator sends: at once, or what it stored while it was cut off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_feedback.domain.circumstances import Circumstances
from svc_feedback.domain.devices.devices import (
    CLOCKS_APART,
    Device,
    ReviewDeviceNotFound,
    VisitUnknown,
)
from svc_feedback.domain.opportunities import Opportunity, Visit
from svc_feedback.domain.reviews import Answer
from svc_feedback.storage import opportunities
from svc_feedback.storage.devices import devices, prompts
from svc_feedback.storage.opportunities import ToReview
from svc_feedback.use_cases.devices.binding import own_device
from svc_feedback.use_cases.devices.prompting import open_visit
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.reviews import Shown, take_answer


@dataclass(frozen=True, slots=True)
class AboutVisit:
    """Which visit was answered, and what of it the device knew by itself."""

    visit_id: UUID
    answered_at: datetime
    matter_code: str | None
    matter_name: str | None
    staff_no: str
    dwell_ms: int


async def answer_on_device(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    device_id: str,
    about: AboutVisit,
    answer: Answer,
) -> Shown:
    """Take the review of a visit; the same submission sent again gets the same answer.

    It belongs to the window the device was bound to at the time of the visit, wherever it
    stands now; or to the one it was carried to meanwhile, if it asked about the visit there and
    was answered there. A visit the desk has not told of, because both were cut off, is opened by
    its answer and marked for a person to look at. Refused with NotThisDevice,
    ReviewDeviceNotFound, VisitUnknown, AlreadyReviewed, TagsNotLoaded or TagNotOfLevel.
    """
    await own_device(work, caller, device_id)
    asked = await opportunities.visit_to_review(work, about.visit_id, answer.tags)
    told = asked is not None
    if asked is None:
        asked = await _opened_by_answer(work, office, device_id, about, answer)
    opportunity = asked.opportunity
    answered_at = _believed(about.answered_at, work.now)
    if not await _stood_there(work, device_id, opportunity, answered_at):
        raise VisitUnknown
    circumstances = Circumstances(
        device_id=device_id, dwell_ms=about.dwell_ms, visit_told=told, answered_at=answered_at
    )
    taken = await take_answer(work, asked, answer, circumstances, office.secrets)
    await prompts.answered(work, device_id, opportunity.opportunity_id)
    return taken


async def _stood_there(
    work: UnitOfWork, device_id: str, opportunity: Opportunity, answered_at: datetime
) -> bool:
    """At the visit's window when it ended, or later when it was answered.

    Which visit that was only a device knows that was let ask about it.
    """
    there = (opportunity.window_id, opportunity.region_code)
    for moment in (opportunity.closed_at, max(answered_at, opportunity.closed_at)):
        device = await _device_at(work, device_id, moment)
        if (device.window_id, device.region_code) == there:
            return True
    return False


async def _opened_by_answer(
    work: UnitOfWork, office: Office, device_id: str, about: AboutVisit, answer: Answer
) -> ToReview:
    if about.matter_code is None or about.matter_name is None:
        raise VisitUnknown
    at = _believed(about.answered_at, work.now)
    device = await _device_at(work, device_id, at)
    visit = Visit(
        about.visit_id, device.window_id, about.staff_no, device.organ_id, device.region_code,
        about.matter_code, about.matter_name, at,
    )  # fmt: skip
    await open_visit(work, office, visit)
    asked = await opportunities.visit_to_review(work, about.visit_id, answer.tags)
    if asked is None:
        raise VisitUnknown
    return asked


async def _device_at(work: UnitOfWork, device_id: str, moment: datetime) -> Device:
    device = await devices.at(work, device_id, moment)
    if device is None:
        raise ReviewDeviceNotFound
    return device


def _believed(answered_at: datetime, now: datetime) -> datetime:
    """A device's clock that is ahead of ours by more than a little is not believed."""
    return now if answered_at > now + CLOCKS_APART else answered_at
