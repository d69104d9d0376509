"""What happens to requests for disclosure; neither who asked nor what for is told."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class DisclosureRequestEvent(Event):
    """What every fact of a request carries."""

    request_id: UUID
    request_no: str
    organ_id: UUID
    due_on: date


class DisclosureRequestSubmitted(DisclosureRequestEvent):
    """Somebody asks for information; the period of the answer has begun."""

    subject: ClassVar[str] = "documents.disclosure_request.submitted.v1"

    applicant_kind: str
    received_on: date


class DisclosureSupplementAsked(DisclosureRequestEvent):
    """The applicant is asked once to say what is unclear, by a day."""

    subject: ClassVar[str] = "documents.disclosure_request.supplement_asked.v1"

    supplement_due_on: date


class DisclosureSupplementGiven(DisclosureRequestEvent):
    """The applicant has said it; the period has begun anew."""

    subject: ClassVar[str] = "documents.disclosure_request.supplemented.v1"


class DisclosureConsultationStarted(DisclosureRequestEvent):
    """A third party or another organ is asked; the period rests meanwhile."""

    subject: ClassVar[str] = "documents.disclosure_request.consultation_started.v1"

    number: int
    kind: str
    opinion_due_on: date


class DisclosureConsultationEnded(DisclosureRequestEvent):
    """They agree, object or kept silent; the period goes on."""

    subject: ClassVar[str] = "documents.disclosure_request.consultation_ended.v1"

    number: int
    opinion: str


class DisclosureExtended(DisclosureRequestEvent):
    """The period is longer, with the consent of the head of the information office."""

    subject: ClassVar[str] = "documents.disclosure_request.extended.v1"

    days: int


class DisclosureFeeAsked(DisclosureRequestEvent):
    """A fee is asked for by the standard; the period rests until it is paid."""

    subject: ClassVar[str] = "documents.disclosure_request.fee_asked.v1"

    amount: Decimal
    fee_due_on: date


class DisclosureFeePaid(DisclosureRequestEvent):
    """The fee is paid; the period has begun anew."""

    subject: ClassVar[str] = "documents.disclosure_request.fee_paid.v1"


class DisclosureAnswered(DisclosureRequestEvent):
    """The request is answered, in one of the ways the yearly report counts."""

    subject: ClassVar[str] = "documents.disclosure_request.answered.v1"

    kind: str
    grounds: tuple[str, ...]
    answered_on: date
    in_time: bool


class DisclosureWithdrawn(DisclosureRequestEvent):
    """The applicant has withdrawn the request."""

    subject: ClassVar[str] = "documents.disclosure_request.withdrawn.v1"


class DisclosureRecounted(DisclosureRequestEvent):
    """A calendar was told and the last day for the answer is another."""

    subject: ClassVar[str] = "documents.disclosure_request.recounted.v1"

    due_before: date
