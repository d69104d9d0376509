"""What the gateway tells: the directory of organs and officials, and the state of accounts.

Names and office phones of officials are public by law and may travel; a
citizen's name or number never does.
"""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.events.event import Event


class OrganChanged(Event):
    """An organ was entered in the directory, or something about it changed."""

    subject: ClassVar[str] = "identity.organ.changed.v1"

    organ_id: UUID
    code: str
    name: str
    aliases: tuple[str, ...]
    region_code: str
    kind: str
    issuing_rights: tuple[str, ...]
    office_phone: str
    active: bool = True
    office_hours: str = ""  # as 08:30-12:00,14:00-17:30; empty: the usual ones


class StaffChanged(Event):
    """An official was entered in the directory, moved, or left."""

    subject: ClassVar[str] = "identity.staff.changed.v1"

    staff_id: UUID
    staff_no: str
    name: str
    organ_id: UUID
    office_phone: str
    account_id: UUID | None
    roles: tuple[str, ...]
    active: bool = True


class AccountRevoked(Event):
    """An account, or one of its sessions, may no longer be used from this moment on."""

    subject: ClassVar[str] = "identity.account.revoked.v1"

    account_id: UUID
    session_id: UUID | None
    reason: str
    revoked_at: datetime


class KioskRegistered(Event):
    """A self-service terminal was entered, and where it stands."""

    subject: ClassVar[str] = "identity.kiosk.registered.v1"

    device_id: UUID
    code: str
    place: str
    region_code: str


class KioskSessionConfirmed(Event):
    """A person agreed on their phone that a kiosk acts for them; who it is, is not told."""

    subject: ClassVar[str] = "identity.kiosk_session.confirmed.v1"

    session_id: UUID


class KioskSessionEnded(Event):
    """A person's session on a kiosk is over."""

    subject: ClassVar[str] = "identity.kiosk_session.ended.v1"

    session_id: UUID
    ended_by: Literal["person", "kiosk", "idle"]


class CalendarDay(BaseModel):
    """One day of the work calendar; `name` says why it is not an ordinary day."""

    model_config = ConfigDict(frozen=True)

    day: date
    is_working: bool
    name: str | None = None
    provisional: bool = False


class CalendarImported(Event):
    """A whole year of the work calendar was set, or set anew by the State Council's notice."""

    subject: ClassVar[str] = "identity.calendar.imported.v1"

    year: int
    days: tuple[CalendarDay, ...]
    source: str


class NotificationDelivered(Event):
    """A message asked for by a service has reached its channel."""

    subject: ClassVar[str] = "identity.notification.delivered.v1"

    account_id: UUID
    dedupe_key: str
    template: str
    channel: Literal["sms", "mini_program", "email"]


class NotificationFailed(Event):
    """A message asked for by a service could not be delivered."""

    subject: ClassVar[str] = "identity.notification.failed.v1"

    account_id: UUID
    dedupe_key: str
    template: str
    reason: Literal[
        "no_channel", "unknown_account", "refused_by_channel", "expired", "undeliverable"
    ]
