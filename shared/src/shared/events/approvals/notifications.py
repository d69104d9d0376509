"""What people should be told."""

from typing import ClassVar

from shared.events.notifications import NotificationRequested


class ApprovalsNotificationRequested(NotificationRequested):
    """An applicant should be told how the case goes on."""

    subject: ClassVar[str] = "approvals.notification.requested.v1"
