"""What is told of letters to leaders: how they go their way, never who wrote what."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.events.event import Event

LetterKind = Literal["consult", "complain", "suggest", "help"]
LetterCourse = Literal["simple", "complex", "petition_like"]
LetterRefusal = Literal["court", "petition", "repeat", "advert", "unverifiable"]


class LetterFact(Event):
    """What every fact about a letter says."""

    letter_id: UUID
    letter_no: str
    region_code: str
    kind: LetterKind


class LetterSubmitted(LetterFact):
    """A letter to a leader's mailbox was received; its clock runs."""

    subject: ClassVar[str] = "feedback.letter.submitted.v1"

    mailbox: str
    received_on: date
    due_on: date


class LetterAssigned(LetterFact):
    """An organ is to answer a letter; the clock goes on from the day it was received."""

    subject: ClassVar[str] = "feedback.letter.assigned.v1"

    organ_id: UUID
    course: LetterCourse
    due_on: date


class LetterSentBack(LetterFact):
    """An organ says that a letter is another's to answer."""

    subject: ClassVar[str] = "feedback.letter.sent_back.v1"

    organ_id: UUID


class LetterExtended(LetterFact):
    """A supervisor has given a petition-like letter more time, once."""

    subject: ClassVar[str] = "feedback.letter.extended.v1"

    organ_id: UUID
    due_on: date


class LetterAnswered(LetterFact):
    """A letter was answered; it may be read by all if both sides agree."""

    subject: ClassVar[str] = "feedback.letter.answered.v1"

    organ_id: UUID
    answered_on: date
    in_time: bool
    public: bool


class LetterRated(LetterFact):
    """The writer has said how content he is with the answer, from 5 down to 1; told once."""

    subject: ClassVar[str] = "feedback.letter.rated.v1"

    organ_id: UUID
    satisfaction: int


class LetterRefused(LetterFact):
    """A letter was not taken up."""

    subject: ClassVar[str] = "feedback.letter.refused.v1"

    organ_id: UUID | None
    refusal: LetterRefusal


class LetterDueSoon(LetterFact):
    """A letter is due within a working day; told once."""

    subject: ClassVar[str] = "feedback.letter.due_soon.v1"

    organ_id: UUID | None
    due_on: date


class LetterOverdue(LetterFact):
    """The last day of a letter has passed without an answer; told once."""

    subject: ClassVar[str] = "feedback.letter.overdue.v1"

    organ_id: UUID | None
    due_on: date


class LetterRecounted(LetterFact):
    """The calendar was set anew, and a letter has another last day."""

    subject: ClassVar[str] = "feedback.letter.recounted.v1"

    organ_id: UUID | None
    due_on: date
