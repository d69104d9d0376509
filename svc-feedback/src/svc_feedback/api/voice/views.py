"""The analysis on the wire."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from svc_feedback.domain.voice.messages import MessageKind


class ThemeRowView(BaseModel):
    """A theme in a list, with how often it was spoken of in the days asked for."""

    theme_id: UUID
    label: str = Field(examples=["路灯、不亮、巷子"])
    first_day: date
    last_day: date
    messages: int


class ThemeView(BaseModel):
    """One theme with its heaviest terms."""

    theme_id: UUID
    label: str
    first_day: date
    last_day: date
    terms: dict[str, float]


class TrendDayView(BaseModel):
    """How often a theme was spoken of on a day."""

    day: date
    messages: int


class HeatView(BaseModel):
    """How often a theme was spoken of at a place, about a matter."""

    region_code: str
    matter_code: str | None
    messages: int


class MessageView(BaseModel):
    """One message, masked; who wrote it is not known here."""

    message_id: UUID
    kind: MessageKind
    day: date
    text: str
    region_code: str
    matter_code: str | None
    theme_id: UUID | None


class SimilarMessageView(MessageView):
    """The same, with how like it is to the one asked about."""

    nearness: float = Field(ge=0, le=1)


class BurstView(BaseModel):
    """A day on which a theme stood out; ``usual`` is the mean of the same weekday before it."""

    theme_id: UUID
    label: str
    day: date
    region_code: str
    messages: int
    persons: int
    usual: float
    z: float
