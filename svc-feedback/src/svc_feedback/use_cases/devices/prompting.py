"""The desk opens a visit and lets the window's evaluators ask about it.

The token goes to the evaluator and not to the desk: nobody reviews for others. Only the desk of an
organ without any evaluator shows it itself. A window is named by the clerk, so one without an
evaluator could be made up; which organ a clerk serves is not theirs to say.
"""

from typing import NamedTuple

from shared.database import UnitOfWork
from shared.events.feedback import DevicePrompted, VisitOpened
from shared.identity import Caller
from shared.ids import new_id
from svc_feedback.domain.devices.devices import (
    SHOWN_FOR,
    ReviewDeviceNotFound,
    VisitReviewedAlready,
    VisitUnknown,
    prompt_id,
)
from svc_feedback.domain.opportunities import Opportunity, Visit
from svc_feedback.domain.staff_numbers import same_number
from svc_feedback.storage import figures, opportunities, reviews
from svc_feedback.storage.devices import devices, prompts
from svc_feedback.storage.devices.prompts import Prompt
from svc_feedback.use_cases.codes import code_digest, short_code
from svc_feedback.use_cases.devices.binding import own_device
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.tokens import token_of


class Asked(NamedTuple):
    """A visit that may be reviewed, the evaluators that ask about it, and whether the desk does."""

    opportunity: Opportunity
    device_ids: list[str]
    by_the_desk: bool


async def open_visit(work: UnitOfWork, office: Office, visit: Visit) -> Opportunity:
    """Entitle whoever was served to one review; the same visit again is the same."""
    opportunity = visit.opportunity(new_id(), work.now, office.opportunity_lifetime)
    token = token_of(opportunity.opportunity_id, office.secrets)
    code = code_digest(short_code(opportunity.opportunity_id, office.secrets), office.secrets)
    if not await opportunities.add_visit(work, opportunity, token, code):
        earlier = await opportunities.of_visit(work, visit.visit_id)
        if earlier is None:
            raise VisitUnknown
        return earlier
    await figures.count_opportunity(work, opportunity)
    await work.announce(opportunity.opportunity_id, _opened(opportunity, visit))
    return opportunity


async def ask_for_review(work: UnitOfWork, office: Office, visit: Visit) -> Asked:
    """Open a visit and let the evaluators of its window ask; asking again is allowed.

    Refused with VisitUnknown when the visit is another window's or clerk's, with
    VisitReviewedAlready once it is reviewed, whatever was said. That the desk had the keys is kept.
    """
    opportunity = await open_visit(work, office, visit)
    same = same_number(opportunity.staff_no, visit.staff_no)
    if opportunity.window_id != visit.window_id or not same:
        raise VisitUnknown
    if await reviews.of_opportunity(work, opportunity.opportunity_id) is not None:
        raise VisitReviewedAlready
    asking = await devices.at_window(work, visit.window_id, visit.region_code)
    for device in asking:
        told = DevicePrompted(device_id=device.device_id, window_id=device.window_id)
        until = work.now + SHOWN_FOR
        await prompts.ask(work, device.device_id, opportunity.opportunity_id, until)
        await work.announce(prompt_id(device.device_id), told)
    by_the_desk = not asking and not await devices.has_organ(work, visit.organ_id)
    if by_the_desk:
        await opportunities.note_keys_given(work, opportunity.opportunity_id)
    return Asked(opportunity, [device.device_id for device in asking], by_the_desk)


async def show_prompt(work: UnitOfWork, caller: Caller, device_id: str) -> Prompt:
    """What the calling device shows. Refused with NotThisDevice or ReviewDeviceNotFound."""
    await own_device(work, caller, device_id)
    prompt = await prompts.shown_by(work, device_id)
    if prompt is None:
        raise ReviewDeviceNotFound
    return prompt


def _opened(opportunity: Opportunity, visit: Visit) -> VisitOpened:
    return VisitOpened(
        opportunity_id=opportunity.opportunity_id,
        visit_id=visit.visit_id,
        case_id=visit.case_id,
        window_id=visit.window_id,
        matter_code=visit.matter_code,
        organ_ids=opportunity.organ_ids,
        region_code=visit.region_code,
        expires_at=opportunity.expires_at,
    )
