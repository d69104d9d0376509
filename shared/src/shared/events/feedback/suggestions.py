"""What is told of the suggestion box: what staff did. What writers do is told to nobody."""

from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class SuggestionReplied(Event):
    """A suggestion has its reply, which the bearer of the receipt code can read."""

    subject: ClassVar[str] = "feedback.suggestion.replied.v1"

    suggestion_id: UUID
    organ_id: UUID | None


class SuggestionPassedOn(Event):
    """A suggestion was handed to the organ it concerns."""

    subject: ClassVar[str] = "feedback.suggestion.passed_on.v1"

    suggestion_id: UUID
    organ_id: UUID
