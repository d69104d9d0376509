"""What evaluators at windows do; never who answered."""

from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class DeviceBound(Event):
    """An evaluator stands at this window from now on."""

    subject: ClassVar[str] = "feedback.device.bound.v1"

    device_id: str
    window_id: str
    organ_id: UUID
    region_code: str


class DevicePrompted(Event):
    """The desk lets an evaluator ask whoever was served just now."""

    subject: ClassVar[str] = "feedback.device.prompted.v1"

    device_id: str
    window_id: str
