"""Circumstances: how an answer was given. They raise questions, and never decide anything."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of one answer beside what it says.

    ``source`` is a keyed hash of the address, another every day, and empty for
    halls and kiosks that many people share; ``trapped``: a field was filled in
    that people do not see; ``visit_told``: the desk had told of the visit before.
    """

    source: str = ""
    device_id: str = ""
    staff_no: str = ""
    dwell_ms: int | None = None
    trapped: bool = False
    visit_told: bool = True
    answered_at: datetime | None = None
