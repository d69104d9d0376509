"""What happens by itself: consultations open and close on their days, writers hear of results."""

from shared.database import UnitOfWork
from shared.events.feedback import (
    ConsultationClosed,
    ConsultationOpened,
    FeedbackNotificationRequested,
)
from shared.ids import new_id
from shared.office_hours import china_time
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.storage.consultations import consultations, opinions
from svc_feedback.storage.consultations.opinions import WantedOpinions
from svc_feedback.use_cases.consultations import messages
from svc_feedback.use_cases.consultations.saving import facts

AT_ONCE = 100


async def turn_consultations(work: UnitOfWork) -> int:
    """Open and close those whose day has come; answers how many."""
    today = china_time(work.now).date()
    turning = await consultations.turning(work, today, AT_ONCE)
    for one in turning:
        if one.begin(today):
            await tell_opened(work, one)
        if one.end(today):
            await _tell_closed(work, one)
        await consultations.keep(work, one)
    return len(turning)


async def tell_opened(work: UnitOfWork, one: Consultation) -> None:
    """People may speak, and the accounts that are invited are asked to."""
    groups = tuple(dict.fromkeys(invited.group.value for invited in one.said.invitations))
    opened = ConsultationOpened(
        **facts(one), opens_on=one.said.opens_on, closes_on=one.said.closes_on,
        invited_groups=groups,
    )  # fmt: skip
    await work.announce(one.consultation_id, opened)
    for asked in messages.invitations(one):
        await work.announce(new_id(), asked)


async def tell_results(work: UnitOfWork) -> int:
    """Ask for messages to those who spoke, once the result is published; answers how many."""
    rows = await opinions.take_untold(work, AT_ONCE)
    for consultation_id, account_id in dict.fromkeys(tuple(row) for row in rows):
        one = await consultations.with_id(work, consultation_id)
        if one is None:
            continue
        asked = FeedbackNotificationRequested(
            account_id=account_id,
            template=messages.RESULT,
            parameters={"title": one.said.title},
            dedupe_key=f"{consultation_id}:{account_id}:{messages.RESULT}",
        )
        await work.announce(new_id(), asked)
    return len(rows)


async def _tell_closed(work: UnitOfWork, one: Consultation) -> None:
    number = await opinions.count(work, WantedOpinions(one.consultation_id))
    closed = ConsultationClosed(**facts(one), closes_on=one.said.closes_on, opinions=number)
    await work.announce(one.consultation_id, closed)
