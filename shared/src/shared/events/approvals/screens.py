"""What svc-approvals tells of paired screens at the window: who showed what, never its values."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class ScreenOpened(Event):
    """A clerk has opened a pair of screens."""

    subject: ClassVar[str] = "approvals.screen.opened.v1"

    session_id: UUID
    staff_no: str
    organ_id: UUID


class ScreenJoined(Event):
    """The outer screen has joined; a registered device is named."""

    subject: ClassVar[str] = "approvals.screen.joined.v1"

    session_id: UUID
    device_id: str


class ScreenFormShown(Event):
    """The clerk shows these fields of a case on the outer screen; never their values."""

    subject: ClassVar[str] = "approvals.screen.form_shown.v1"

    session_id: UUID
    case_id: UUID
    fields: tuple[str, ...]


class ScreenFieldJudged(Event):
    """The person before the screen has confirmed a field, or objected to it."""

    subject: ClassVar[str] = "approvals.screen.field_judged.v1"

    session_id: UUID
    field: str
    verdict: str


class ScreenValuesChanged(Event):
    """Fields on the screen changed, so that they are to be confirmed anew."""

    subject: ClassVar[str] = "approvals.screen.values_changed.v1"

    session_id: UUID
    fields: tuple[str, ...]


class ScreenClosed(Event):
    """The session has ended, by clerk, person or ten idle minutes; what it showed is wiped.

    Somebody was served at ``window_id`` if a screen had ``joined``; the case is the one that was
    on it last.
    """

    subject: ClassVar[str] = "approvals.screen.closed.v1"

    session_id: UUID
    by: str
    joined: bool = False
    window_id: str = ""
    staff_no: str = ""
    organ_id: UUID | None = None
    region_code: str = ""
    case_id: UUID | None = None
    case_no: str = ""
    matter_code: str = ""
    matter_name: str = ""
    closed_at: datetime | None = None
