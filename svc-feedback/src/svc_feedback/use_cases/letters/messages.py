"""Messages to writers who have an account; the sentences are the gateway's."""

from typing import Final

from shared.database import UnitOfWork
from shared.events.feedback import FeedbackNotificationRequested
from shared.ids import new_id
from svc_feedback.domain.letters.letters import Letter

ANSWERED: Final = "letter_answered"
REFUSED: Final = "letter_refused"
TEMPLATES = (ANSWERED, REFUSED)


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
