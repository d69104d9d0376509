"""What applicants and organs see of a request."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.database import Row
from shared.moments import Moment
from shared.work_calendar import WorkCalendar
from svc_documents.domain.disclosure_requests.answers import GROUNDS, KINDS, Answer
from svc_documents.domain.disclosure_requests.periods import Light, working_days_left
from svc_documents.domain.disclosure_requests.requests import (
    ApplicantKind,
    Delivery,
    DisclosureRequest,
)
from svc_documents.domain.disclosure_requests.steps import ConsultationKind, Opinion, State
from svc_documents.storage.disclosure_requests.requests import Private, request_of


class _Step(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class DisclosureSupplementView(_Step):
    """What was unclear."""

    asked_on: date
    reason: str
    due_on: date
    given_on: date | None


class DisclosureConsultationView(_Step):
    """An opinion asked for; who was asked only the organ sees."""

    number: int
    kind: ConsultationKind
    asked_on: date
    due_on: date
    ended_on: date | None
    opinion: Opinion | None
    party: str = ""


class DisclosureExtensionView(_Step):
    """How much longer."""

    days: int
    reason: str
    on: date


class DisclosureFeeView(_Step):
    """A fee by the standard."""

    basis: str
    quantity: int
    amount: Decimal
    asked_on: date
    due_on: date
    paid_on: date | None


class GroundView(BaseModel):
    """A ground of refusal."""

    code: str
    title: str
    article: str


class DisclosureAnswerView(BaseModel):
    """The answer."""

    kind: str
    title: str
    article: str
    grounds: list[GroundView]
    answered_on: date
    responsible_organ: str
    text: str


class DisclosureSummaryView(BaseModel):
    """A request as it stands in a list."""

    request_id: UUID
    request_no: str = Field(examples=["XZSP-YSQ-2026-0001"])
    organ_id: UUID
    applicant_kind: ApplicantKind
    subject: str = Field(description="申请内容（个人信息已隐去）")
    delivery: Delivery
    state: State
    state_title: str
    light: Light
    received_on: date
    due_on: date = Field(description="答复期限的最后一日")
    days_left: int | None = Field(description="剩余工作日，负数为已逾期；未在计时为 null")
    closed_on: date | None


class DisclosureRequestView(DisclosureSummaryView):
    """A whole request."""

    submitted_at: Moment
    name: str
    certificate_kind: str
    certificate_no: str
    phone: str
    email: str
    address: str
    description: str
    supplement: DisclosureSupplementView | None
    supplement_text: str
    consultations: list[DisclosureConsultationView]
    extension: DisclosureExtensionView | None
    fee: DisclosureFeeView | None
    answer: DisclosureAnswerView | None


def summary_of(row: Row, calendar: WorkCalendar, today: date) -> dict[str, Any]:
    """A row of a list."""
    return _summary(request_of(row), calendar, today)


def request_view(
    request: DisclosureRequest, private: Private, calendar: WorkCalendar, today: date,
    *, staff: bool,
) -> DisclosureRequestView:  # fmt: skip
    """A request for who may see it; who was consulted only for staff."""
    return DisclosureRequestView(
        **_summary(request, calendar, today),
        submitted_at=request.submitted_at,
        name=private.name,
        certificate_kind=private.certificate_kind,
        certificate_no=private.certificate_no,
        phone=private.phone,
        email=private.email,
        address=private.address,
        description=private.description,
        supplement=_or_none(DisclosureSupplementView, request.supplement),
        supplement_text=private.supplement,
        consultations=_consultations(request, private, staff=staff),
        extension=_or_none(DisclosureExtensionView, request.extension),
        fee=_or_none(DisclosureFeeView, request.fee),
        answer=_answer(request.answer, private.answer) if request.answer else None,
    )


def _summary(request: DisclosureRequest, calendar: WorkCalendar, today: date) -> dict[str, Any]:
    runs = request.state is State.IN_PROGRESS
    return {
        "request_id": request.request_id,
        "request_no": request.request_no,
        "organ_id": request.organ_id,
        "applicant_kind": request.applicant_kind,
        "subject": request.subject_masked,
        "delivery": request.delivery,
        "state": request.state,
        "state_title": request.state.label,
        "light": request.light(calendar, today),
        "received_on": request.received_on,
        "due_on": request.due_on,
        "days_left": working_days_left(calendar, today, request.due_on) if runs else None,
        "closed_on": request.closed_on,
    }


def _consultations(
    request: DisclosureRequest, private: Private, *, staff: bool
) -> list[DisclosureConsultationView]:
    views = [DisclosureConsultationView.model_validate(one) for one in request.consultations]
    for view, party in zip(views, private.parties if staff else (), strict=staff):
        view.party = party
    return views


def _or_none(view: type[Any], step: object) -> Any:
    return None if step is None else view.model_validate(step)


def _answer(answer: Answer, text: str) -> DisclosureAnswerView:
    words = KINDS[answer.kind]
    grounds = [
        GroundView(code=one, title=GROUNDS[one].title, article=GROUNDS[one].article)
        for one in answer.grounds
    ]
    return DisclosureAnswerView(
        kind=answer.kind, title=words.title, article=words.article, grounds=grounds,
        answered_on=answer.answered_on, responsible_organ=answer.responsible_organ, text=text,
    )  # fmt: skip
