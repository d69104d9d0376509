"""What is told of consultations: when people may speak, and what came of it; never who spoke."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class ConsultationFact(Event):
    """What every fact about a consultation says; ``kind`` is `major_decision` and the like."""

    consultation_id: UUID
    organ_id: UUID | None
    region_code: str
    kind: str
    title: str
    policy_id: UUID | None


class ConsultationAnnounced(ConsultationFact):
    """Everybody can see what will be asked, and when."""

    subject: ClassVar[str] = "feedback.consultation.announced.v1"

    opens_on: date
    closes_on: date


class ConsultationOpened(ConsultationFact):
    """People may speak from now on; the groups are those invited by name."""

    subject: ClassVar[str] = "feedback.consultation.opened.v1"

    opens_on: date
    closes_on: date
    invited_groups: tuple[str, ...]


class ConsultationExtended(ConsultationFact):
    """People have more time."""

    subject: ClassVar[str] = "feedback.consultation.extended.v1"

    closes_on: date


class ConsultationClosed(ConsultationFact):
    """The last day is over; every opinion is dealt with next."""

    subject: ClassVar[str] = "feedback.consultation.closed.v1"

    closes_on: date
    opinions: int


class ConsultationResultPublished(ConsultationFact):
    """What came of it can be read, opinion by opinion."""

    subject: ClassVar[str] = "feedback.consultation.result_published.v1"

    published_on: date
    opinions: int
    by_disposition: dict[str, int]


class OpinionGiven(Event):
    """Somebody has given an opinion; an aggregate of its own, so that speakers do not queue.

    A group is only claimed unless its writer was invited or is recognised as one of it.
    """

    subject: ClassVar[str] = "feedback.opinion.given.v1"

    opinion_id: UUID
    consultation_id: UUID
    passage: int | None
    stance: str
    group: str
    invited: bool
    recognised: bool = False


class OpinionDisposed(Event):
    """The organ has said what becomes of an opinion."""

    subject: ClassVar[str] = "feedback.opinion.disposed.v1"

    opinion_id: UUID
    consultation_id: UUID
    disposition: str
