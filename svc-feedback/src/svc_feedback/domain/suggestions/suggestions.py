"""A suggestion as the box keeps it.

There is no case, no account, no device and no moment in it: the day is all that is known of when,
and its id is drawn at random, because ids that grow with time would tell the second it came in.
What the writer tells about himself in the words is masked before it is kept.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from svc_feedback.domain.suggestions.reasons import SuggestionAnsweredAlready

LONGEST_SUGGESTION = 2000
LONGEST_REPLY = 2000
State = Literal["waiting", "answered"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One slip of paper from the box; ``organ_id`` is whom it is for, if the writer said so."""

    suggestion_id: UUID
    day: date
    region_code: str
    organ_id: UUID | None
    text: str
    reply: str | None = None
    replied_on: date | None = None

    @property
    def state(self) -> State:
        """Whether a reply can be read."""
        return "waiting" if self.reply is None else "answered"

    def answered(self, reply: str, today: date) -> "Suggestion":
        """The same with its one reply; refused with SuggestionAnsweredAlready."""
        if self.reply is not None:
            raise SuggestionAnsweredAlready
        return replace(self, reply=reply, replied_on=today)

    def passed_on(self, organ_id: UUID) -> "Suggestion":
        """The same for another organ to answer; refused with SuggestionAnsweredAlready."""
        if self.reply is not None:
            raise SuggestionAnsweredAlready
        return replace(self, organ_id=organ_id)

    def says_the_same_as(self, other: "Suggestion") -> bool:
        """Whether it is another try of the same sending."""
        return (self.region_code, self.text) == (other.region_code, other.text)
