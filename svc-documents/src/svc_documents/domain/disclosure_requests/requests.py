"""A request for disclosure (政府信息公开申请), from the day it is received to its answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from shared.refusals import FieldError
from shared.work_calendar import WorkCalendar
from svc_documents.domain.disclosure_requests import periods
from svc_documents.domain.disclosure_requests.answers import (
    GIVING,
    WITH_GROUNDS,
    WITHDRAWN_ROW,
    Answer,
    AnswerKind,
)
from svc_documents.domain.disclosure_requests.fees import fee_of
from svc_documents.domain.disclosure_requests.reasons import (
    DisclosureAnswerInvalid,
    DisclosureAnswerTooEarly,
    DisclosureConsultationNotRunning,
    DisclosureConsultationRunning,
    DisclosureExtendedAlready,
    DisclosureExtensionTooLate,
    DisclosureFeeNotDue,
    DisclosureStepNotAllowed,
    DisclosureSupplementAskedOnce,
    DisclosureSupplementTooLate,
)
from svc_documents.domain.disclosure_requests.steps import (
    Consultation,
    ConsultationKind,
    Extension,
    Fee,
    Opinion,
    State,
    Supplement,
)

Delivery = Literal["online", "email", "post", "pick_up", "inspect"]


class ApplicantKind(StrEnum):
    """Who applies, as the yearly report counts them."""

    NATURAL_PERSON = "natural_person"
    BUSINESS = "business"
    RESEARCH = "research"
    PUBLIC_WELFARE = "public_welfare"
    LEGAL_SERVICE = "legal_service"
    OTHER = "other"


@dataclass(slots=True)
class DisclosureRequest:
    """One request; what personal data it holds is kept apart from it."""

    request_id: UUID
    request_no: str
    organ_id: UUID
    region_code: str
    account_id: UUID
    applicant_kind: ApplicantKind
    subject_masked: str
    delivery: Delivery
    submitted_at: datetime
    received_on: date
    begun_on: date
    due_on: date
    state: State = State.IN_PROGRESS
    supplement: Supplement | None = None
    consultations: tuple[Consultation, ...] = ()
    extension: Extension | None = None
    fee: Fee | None = None
    answer: Answer | None = None
    closed_on: date | None = None
    report_row: str = ""

    def ask_supplement(
        self, calendar: WorkCalendar, today: date, reason: str, days: int
    ) -> Supplement:
        """Say once what is unclear; refused when said before, or after 7 working days."""
        self._require(State.IN_PROGRESS)
        if self.supplement:
            raise DisclosureSupplementAskedOnce(self.supplement.asked_on)
        until = periods.after(calendar, self.received_on, periods.SUPPLEMENT_ASKED_WITHIN)
        if today > until:
            raise DisclosureSupplementTooLate(until)
        due = periods.after(calendar, today, days)
        self.supplement = Supplement(today, reason, due)
        self.state = State.AWAITING_SUPPLEMENT
        return self.supplement

    def give_supplement(self, calendar: WorkCalendar, received_on: date) -> None:
        """The applicant has said it; the period begins anew."""
        self._require(State.AWAITING_SUPPLEMENT)
        if self.supplement:
            self.supplement = replace(self.supplement, given_on=received_on)
        self._begin_anew(calendar, received_on)

    def consult(self, calendar: WorkCalendar, today: date, kind: ConsultationKind) -> Consultation:
        """Ask a third party or another organ; at most 15 working days are not counted."""
        self._require(State.IN_PROGRESS)
        due = periods.after(calendar, today, periods.OPINION_DAYS)
        one = Consultation(len(self.consultations) + 1, kind, today, due)
        self.consultations = (*self.consultations, one)
        self.recount(calendar)
        return one

    def end_consultation(
        self, calendar: WorkCalendar, today: date, number: int, opinion: Opinion
    ) -> None:
        """What they said; refused with DisclosureConsultationNotRunning."""
        self._require(State.IN_PROGRESS)
        known = {one.number: one for one in self.consultations if one.ended_on is None}
        if number not in known:
            raise DisclosureConsultationNotRunning
        ended = replace(known[number], ended_on=today, opinion=opinion)
        self.consultations = tuple(
            ended if one.number == number else one for one in self.consultations
        )
        self.recount(calendar)

    def extend(
        self, calendar: WorkCalendar, today: date, days: int, reason: str, consented_by: str
    ) -> None:
        """Once, before the period is over, with the head's consent."""
        self._require(State.IN_PROGRESS)
        if self.extension:
            raise DisclosureExtendedAlready(self.extension.days)
        if today > self.due_on:
            raise DisclosureExtensionTooLate(self.due_on)
        self.extension = Extension(days, reason, consented_by, today)
        self.recount(calendar)

    def ask_fee(
        self, calendar: WorkCalendar, today: date, basis: Literal["items", "pages"], quantity: int
    ) -> Fee:
        """Ask for the standard fee, once; refused with DisclosureFeeNotDue within what is free."""
        self._require(State.IN_PROGRESS)
        amount = fee_of(basis, quantity)
        if self.fee or not amount:
            raise DisclosureFeeNotDue
        due = periods.after(calendar, today, periods.FEE_DAYS)
        self.fee = Fee(basis, quantity, amount, today, due)
        self.state = State.AWAITING_FEE
        return self.fee

    def fee_paid(self, calendar: WorkCalendar, today: date) -> None:
        """The period begins anew."""
        self._require(State.AWAITING_FEE)
        if self.fee:
            self.fee = replace(self.fee, paid_on=today)
        self._begin_anew(calendar, today)

    def give_answer(self, answer: Answer) -> None:
        """Answer; refused while something is missing, or somebody still has time."""
        self._require_ripe(answer)
        _require_grounds(answer)
        running = [one for one in self.consultations if one.is_running(answer.answered_on)]
        if running and answer.kind in GIVING:
            raise DisclosureConsultationRunning(max(one.due_on for one in running))
        self.answer = answer
        self._close(State.ANSWERED, answer.answered_on, answer.row)

    def withdraw(self, today: date) -> None:
        """The applicant wants nothing any more."""
        self._require(State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.AWAITING_FEE)
        self._close(State.WITHDRAWN, today, WITHDRAWN_ROW)

    def recount(self, calendar: WorkCalendar) -> bool:
        """Count the last day for the answer anew; answers whether it is another."""
        days = periods.ANSWER_DAYS + (self.extension.days if self.extension else 0)
        before = self.due_on
        self.due_on = periods.due_on(calendar, self.begun_on, days, self.consultations)
        return before != self.due_on

    def light(self, calendar: WorkCalendar, today: date) -> periods.Light:
        """The light of today; resting while it is the applicant's turn."""
        if self.state.is_closed:
            return "done"
        if self.state is not State.IN_PROGRESS:
            return "resting"
        return periods.light(calendar, today, self.due_on)

    @property
    def answered_in_time(self) -> bool:
        """Whether it was closed by the last day."""
        return self.closed_on is not None and self.closed_on <= self.due_on

    def _begin_anew(self, calendar: WorkCalendar, day: date) -> None:
        self.begun_on, self.state = day, State.IN_PROGRESS
        self.recount(calendar)

    def _close(self, state: State, day: date, row: str) -> None:
        self.state, self.closed_on, self.report_row = state, day, row

    def _require(self, *states: State) -> None:
        if self.state not in states:
            raise DisclosureStepNotAllowed(self.state, self.state.label)

    def _require_ripe(self, answer: Answer) -> None:
        waited_for = {
            AnswerKind.NOT_SUPPLEMENTED: (State.AWAITING_SUPPLEMENT, self.supplement),
            AnswerKind.FEE_UNPAID: (State.AWAITING_FEE, self.fee),
        }
        state, step = waited_for.get(answer.kind, (State.IN_PROGRESS, None))
        self._require(state)
        if step and answer.answered_on <= step.due_on:
            raise DisclosureAnswerTooEarly(step.due_on)


def _require_grounds(answer: Answer) -> None:
    errors: Sequence[FieldError] = ()
    if answer.kind in WITH_GROUNDS and not answer.grounds:
        message = "不予公开（或部分公开）的，请至少选择一项法定理由。"
        errors = [FieldError("#/grounds", "ground_missing", message)]
    elif answer.kind not in WITH_GROUNDS and answer.grounds:
        message = "只有不予公开和部分公开才写法定理由。"
        errors = [FieldError("#/grounds", "ground_unexpected", message)]
    if errors:
        raise DisclosureAnswerInvalid(errors=list(errors))
