"""What is told of many people's words: a theme that bursts, and what is proposed because of one.

A theme (留言主题) is called topic on the wire.
"""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

ProposalKind = Literal["guide_improvement", "information_push"]


class TopicBurst(Event):
    """A theme was spoken of far more than is usual on that weekday; told once a day and place."""

    subject: ClassVar[str] = "feedback.topic.burst.v1"

    theme_id: UUID
    label: str
    day: date
    messages: int
    persons: int
    usual: float
    z: float
    region_code: str = ""


class ProposalMade(Event):
    """What people say should change a matter's guide, or be answered by a push of information."""

    subject: ClassVar[str] = "feedback.proposal.made.v1"

    proposal_id: UUID
    theme_id: UUID
    label: str
    kind: ProposalKind
    matter_code: str | None
    region_code: str
    text: str
    made_at: datetime


class ProposalDecided(Event):
    """A proposal was accepted or declined, and why; told once."""

    subject: ClassVar[str] = "feedback.proposal.decided.v1"

    proposal_id: UUID
    theme_id: UUID
    kind: ProposalKind
    matter_code: str | None
    region_code: str
    accepted: bool
    reason: str
    decided_at: datetime
