"""Messages to writers who have an account, and to who is to answer."""

from typing import Final

from shared.database import UnitOfWork
from shared.events.feedback import FeedbackNotificationRequested
from shared.ids import new_id
from svc_feedback.domain.letters.letters import Letter
from svc_feedback.storage import recipients
from svc_feedback.storage.recipients import Recipient
from svc_feedback.use_cases.sending import overseers, send

ANSWERED: Final = "letter_answered"
REFUSED: Final = "letter_refused"
DUE_SOON: Final = "letter_due_soon"
OVERDUE: Final = "letter_overdue"
TEMPLATES = (ANSWERED, REFUSED, DUE_SOON, OVERDUE)
EDITORS, DESKS = ("editor",), ("approver", "window")


async def notify(work: UnitOfWork, letter: Letter, template: str) -> None:
    """Ask for a message to the writer; who wrote without an account looks with the query code."""
    if letter.account_id is None:
        return
    asked = FeedbackNotificationRequested(
        account_id=letter.account_id,
        template=template,
        parameters={"letter_no": letter.letter_no},
        dedupe_key=f"{letter.letter_id}:{template}",
    )
    await work.announce(new_id(), asked)


async def remind(work: UnitOfWork, letter: Letter, template: str) -> None:
    """Ask for a notice to who is to answer, or to give it out; an overdue one's supervisors too.

    A letter is an organ's and no person's: its editors are told, else everybody at its desks.
    """
    to = await _answering(work, letter)
    if template == OVERDUE or not to:
        to += await overseers(work, letter.region_code)
    said = {"letter_no": letter.letter_no, "due": f"{letter.due_on:%Y年%m月%d日}"}
    await send(work, to, template, said, f"{letter.letter_id}:{letter.due_on}")


async def _answering(work: UnitOfWork, letter: Letter) -> list[Recipient]:
    if letter.organ_id is None:
        return []
    editors = await recipients.of_organ(work, letter.organ_id, EDITORS)
    return editors or await recipients.of_organ(work, letter.organ_id, DESKS)
