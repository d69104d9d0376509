"""The light of a node or a case: green, yellow from 80 % of the limit on, red when it is over."""

from datetime import datetime
from typing import Literal

from svc_approvals.domain.cases.clocks import Clock

Light = Literal["green", "yellow", "red"]
YELLOW_FROM = 80


def light(start: datetime, due: datetime, now: datetime, clock: Clock) -> Light:
    """The light at this moment."""
    if now > due:
        return "red"
    return "yellow" if now >= clock.rings_at(start, due, YELLOW_FROM) else "green"
