"""What people should be told."""

from typing import ClassVar

from shared.events.notifications import NotificationRequested


class DocumentsNotificationRequested(NotificationRequested):
    """An applicant should be told how a request for disclosure goes on."""

    subject: ClassVar[str] = "documents.notification.requested.v1"
