"""Messages to people: any service asks, the gateway's notifier finds the way."""

from uuid import UUID

from shared.events.event import Event


class NotificationRequested(Event):
    """Somebody should be told something; each owner declares its own under its own subject.

    The parameters fill the template's gaps and hold no personal data; what has
    the same ``dedupe_key`` is sent to a person once. Words that must not be
    recorded, as a code in a text message, are asked for when it is sent
    (``shared.words``); ``words_of`` is what they belong to.
    """

    account_id: UUID
    template: str
    parameters: dict[str, str]
    dedupe_key: str
    words_of: UUID | None = None
