"""A service asks that somebody be told something: the notifier finds the way."""

from gateway.domain.messages import MessageAsked
from gateway.use_cases.messages import Sender, deliver_message
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


def notifier(sender: Sender) -> Reactions:
    """The reactions to every owner's requests."""
    reactions = Reactions()

    async def notify(event: NotificationRequested, work: UnitOfWork, about: Envelope) -> None:
        message = MessageAsked(
            owner=about.subject.split(".", 1)[0],
            account_id=event.account_id,
            template=event.template,
            parameters=dict(event.parameters),
            dedupe_key=event.dedupe_key,
            words_of=event.words_of,
        )
        await deliver_message(work, message, sender)

    for asked in ASKED:
        reactions.on(asked)(notify)
    return reactions
