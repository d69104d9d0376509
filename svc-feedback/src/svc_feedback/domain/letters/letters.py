"""A letter, from the day it is received to its answer. Handing it on does not restart its clock."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from shared.refusals import FieldError
from shared.work_calendar import WorkCalendar
from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind, LetterState, RefusalKind
from svc_feedback.domain.letters.limits import LetterLimits, working_days_left
from svc_feedback.domain.letters.reasons import (
    LetterExtendedAlready,
    LetterExtensionTooLate,
    LetterNotExtendable,
    LetterRatedAlready,
    LetterRefusalUnclear,
    LetterStepNotAllowed,
)
from svc_feedback.domain.levels import Level

YELLOW_DAYS = 1
LONGEST_TITLE, LONGEST_BODY, LONGEST_ANSWER, LONGEST_NOTE = 60, 2000, 5000, 500
Light = Literal["green", "yellow", "red", "done"]


@dataclass(slots=True)
class Letter:
    """One letter; who wrote it and the words are kept apart from it."""

    letter_id: UUID
    letter_no: str
    mailbox: str
    region_code: str
    kind: LetterKind
    account_id: UUID | None
    writer_agrees: bool  # to its publication
    received_on: date
    due_on: date
    state: LetterState = LetterState.RECEIVED
    course: LetterCourse = LetterCourse.SIMPLE
    organ_id: UUID | None = None
    extended: bool = False
    refusal: RefusalKind | None = None
    organ_agrees: bool = False
    closed_on: date | None = None
    satisfaction: Level | None = None

    def assign(
        self, organ_id: UUID, course: LetterCourse, calendar: WorkCalendar, limits: LetterLimits
    ) -> None:
        """Give it to the organ that is to answer, or to another; the clock goes on."""
        self._require_open()
        self.organ_id, self.course, self.state = organ_id, course, LetterState.ASSIGNED
        self.recount(calendar, limits)

    def send_back(self) -> UUID:
        """It is not ours: to be assigned anew; the clock goes on. Answers whose it was."""
        self._require(LetterState.ASSIGNED)
        organ_id = self.answering_organ
        self.organ_id, self.state = None, LetterState.RECEIVED
        return organ_id

    def extend(self, calendar: WorkCalendar, limits: LetterLimits, today: date) -> None:
        """Longer, once and before the time is over; only on the course of petitions."""
        self._require(LetterState.ASSIGNED)
        if self.course is not LetterCourse.PETITION_LIKE:
            raise LetterNotExtendable
        if self.extended:
            raise LetterExtendedAlready(self.due_on)
        if today > self.due_on:
            raise LetterExtensionTooLate(self.due_on)
        self.extended = True
        self.recount(calendar, limits)

    def give_answer(self, today: date, *, public: bool) -> None:
        """Answer; ``public`` says whether the organ agrees to publication."""
        self._require(LetterState.ASSIGNED)
        self.organ_agrees = public
        self.state, self.closed_on = LetterState.ANSWERED, today

    def rate(self, level: Level) -> bool:
        """How content its writer is with the answer; whether it is new, the same again is not."""
        self._require(LetterState.ANSWERED)
        if self.satisfaction is None:
            self.satisfaction = level
            return True
        if self.satisfaction is not level:
            raise LetterRatedAlready(self.satisfaction, self.satisfaction.title)
        return False

    def refuse(self, kind: RefusalKind, note: str, today: date) -> None:
        """Not take it up; a repeated letter needs the number of the earlier one in the note."""
        self._require_open()
        if kind in {RefusalKind.REPEAT, RefusalKind.UNVERIFIABLE} and not note:
            message = "请写明先前来信的编号，或者需要补充核实的内容。"
            raise LetterRefusalUnclear(errors=[FieldError("#/note", "note_missing", message)])
        self.refusal = kind
        self.state, self.closed_on = LetterState.REFUSED, today

    def recount(self, calendar: WorkCalendar, limits: LetterLimits) -> bool:
        """Count the last day anew; answers whether it is another."""
        before = self.due_on
        span = limits.span(self.kind, self.course, extended=self.extended)
        self.due_on = span.end(calendar, self.received_on)
        return self.due_on != before

    def light(self, calendar: WorkCalendar, today: date) -> Light:
        """The light of today."""
        if self.state.is_closed:
            return "done"
        if today > self.due_on:
            return "red"
        left = working_days_left(calendar, today, self.due_on)
        return "yellow" if left <= YELLOW_DAYS else "green"

    @property
    def answering_organ(self) -> UUID:
        """The organ of a letter that was given to one; RuntimeError before."""
        if self.organ_id is None:
            raise RuntimeError(f"letter {self.letter_no} was given to nobody")
        return self.organ_id

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it: answered, and both agree."""
        return self.state is LetterState.ANSWERED and self.writer_agrees and self.organ_agrees

    def _require_open(self) -> None:
        self._require(LetterState.RECEIVED, LetterState.ASSIGNED)

    def _require(self, *states: LetterState) -> None:
        if self.state not in states:
            raise LetterStepNotAllowed(self.state, self.state.label)
