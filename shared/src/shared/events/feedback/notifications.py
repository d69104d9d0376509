"""Whom to tell something."""

from typing import ClassVar

from shared.events.notifications import NotificationRequested


class FeedbackNotificationRequested(NotificationRequested):
    """A person should be asked for a review, or told what became of one."""

    subject: ClassVar[str] = "feedback.notification.requested.v1"
