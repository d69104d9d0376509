"""One thing somebody said, as the analysis reads it: masked, of a day, perhaps about a matter."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

MessageKind = Literal["review", "letter", "suggestion", "opinion", "hotline"]


@dataclass(frozen=True, slots=True)
class Message:
    """What was said; ``theme_id`` is what it is about, as far as the analysis has found out."""

    message_id: UUID
    kind: MessageKind
    day: date
    text: str
    region_code: str
    matter_code: str | None = None
    theme_id: UUID | None = None
