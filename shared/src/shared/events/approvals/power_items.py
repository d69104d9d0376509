"""Facts of the list of powers."""

from typing import ClassVar

from shared.events.event import Event


class PowerListPublished(Event):
    """The list of powers and responsibilities (权责清单) was published anew."""

    subject: ClassVar[str] = "approvals.power_list.published.v1"

    items: int
    changed: tuple[str, ...]
    removed: tuple[str, ...]
