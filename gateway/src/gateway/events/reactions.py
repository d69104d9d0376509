"""A service asks that somebody be told something: the message goes on its way."""

from gateway.domain.messages import MessageAsked
from gateway.use_cases.messages import ask_message
from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.approvals import ApprovalsNotificationRequested
from shared.events.documents.notifications import DocumentsNotificationRequested
from shared.events.envelope import Envelope
from shared.events.feedback import FeedbackNotificationRequested
from shared.events.notifications import NotificationRequested
from shared.events.policies import PoliciesNotificationRequested

ASKED = (
    ApprovalsNotificationRequested,
    DocumentsNotificationRequested,
    FeedbackNotificationRequested,
    PoliciesNotificationRequested,
)


async def notify(event: NotificationRequested, work: UnitOfWork, about: Envelope) -> None:
    """A message goes on its way; who sends it is not who hears of it."""
    message = MessageAsked(
        owner=about.subject.split(".", 1)[0],
        account_id=event.account_id,
        template=event.template,
        parameters=dict(event.parameters),
        dedupe_key=event.dedupe_key,
        words_of=event.words_of,
    )
    await ask_message(work, message)


notifier = Reactions()
for asked in ASKED:
    notifier.on(asked)(notify)
