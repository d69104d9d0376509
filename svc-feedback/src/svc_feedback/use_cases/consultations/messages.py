"""Messages to those invited to speak, and to those who spoke; the sentences are the gateway's."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from shared.events.feedback import FeedbackNotificationRequested
from svc_feedback.domain.consultations.consultations import Consultation

INVITED: Final = "consultation_invited"
RESULT: Final = "consultation_result"
TEMPLATES = (INVITED, RESULT)


def invitations(one: Consultation) -> Iterator[FeedbackNotificationRequested]:
    """To each account that is invited, once: people may speak until a day."""
    said, last = one.said, one.said.closes_on
    accounts = {invited.account_id for invited in said.invitations if invited.account_id}
    for account_id in sorted(accounts):
        yield FeedbackNotificationRequested(
            account_id=UUID(account_id),
            template=INVITED,
            parameters={
                "title": said.title, "closes_on": f"{last.year}年{last.month}月{last.day}日",
            },
            dedupe_key=f"{one.consultation_id}:{account_id}:{INVITED}",
        )  # fmt: skip
