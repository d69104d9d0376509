"""What svc-policy-match tells of telling: how many people, never who; and whom to call."""

from typing import ClassVar
from uuid import UUID

from shared.events.event import Event
from shared.events.notifications import NotificationRequested


class MatchPushed(Event):
    """Everybody a version of a policy fits, or may fit, has it in their inbox."""

    subject: ClassVar[str] = "policies.match.pushed.v1"

    policy_id: UUID
    version: int
    cause: str
    matched: int
    possible: int
    lost: int


class PoliciesNotificationRequested(NotificationRequested):
    """Somebody should be told of a policy, or of several in one message."""

    subject: ClassVar[str] = "policies.notification.requested.v1"


class ProfileFactsChanged(Event):
    """Something is known anew of a data account; what, not which value."""

    subject: ClassVar[str] = "policies.profile.facts_changed.v1"

    account_id: UUID
    attributes: tuple[str, ...]


class ProfileConsentChanged(Event):
    """An account agreed to a use of what is known of it, or took that back."""

    subject: ClassVar[str] = "policies.profile.consent_changed.v1"

    account_id: UUID
    purpose: str
    given: bool


class ProfileErased(Event):
    """Nothing of a data account is kept any more."""

    subject: ClassVar[str] = "policies.profile.erased.v1"

    account_id: UUID


class MessageRead(Event):
    """A message of an inbox was read."""

    subject: ClassVar[str] = "policies.inbox.read.v1"

    account_id: UUID
    message_id: UUID


class SubscriptionChanged(Event):
    """An account follows something else; what is its own business."""

    subject: ClassVar[str] = "policies.subscription.changed.v1"

    account_id: UUID
