"""What the organ does before it answers: ask what is unclear, consult others, take more time."""

from typing import Literal
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import (
    DisclosureConsultationEnded,
    DisclosureConsultationStarted,
    DisclosureExtended,
    DisclosureFeeAsked,
    DisclosureFeePaid,
    DisclosureSupplementAsked,
)
from shared.identity import Caller
from svc_documents.domain.disclosure_requests.requests import DisclosureRequest
from svc_documents.domain.disclosure_requests.steps import ConsultationKind, Opinion
from svc_documents.storage.days import today_of
from svc_documents.use_cases.disclosure_requests import messages
from svc_documents.use_cases.disclosure_requests.saving import (
    facts,
    organs_request,
    regions_request,
    save,
)
from svc_documents.use_cases.office import Office


async def ask_supplement(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, reason: str, days: int
) -> DisclosureRequest:
    """Tell the applicant once what is unclear, within 7 working days."""
    calendar = await office.calendar(work)
    kept = await organs_request(work, office, caller, request_id, locked=True)
    step = kept[0].ask_supplement(calendar, today_of(work), reason, days)
    event = DisclosureSupplementAsked(**facts(kept[0]), supplement_due_on=step.due_on)
    return await save(work, office, kept, event, messages.SUPPLEMENT_ASKED)


async def start_consultation(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID,
    kind: ConsultationKind, party: str,
) -> DisclosureRequest:  # fmt: skip
    """Ask a third party or another organ for its opinion."""
    calendar = await office.calendar(work)
    kept = await organs_request(work, office, caller, request_id, locked=True)
    request, private = kept
    one = request.consult(calendar, today_of(work), kind)
    private.parties.append(party)
    event = DisclosureConsultationStarted(
        **facts(request), number=one.number, kind=kind, opinion_due_on=one.due_on
    )
    return await save(work, office, kept, event)


async def end_consultation(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID,
    number: int, opinion: Opinion,
) -> DisclosureRequest:  # fmt: skip
    """Note what they said, or that they kept silent."""
    calendar = await office.calendar(work)
    kept = await organs_request(work, office, caller, request_id, locked=True)
    kept[0].end_consultation(calendar, today_of(work), number, opinion)
    event = DisclosureConsultationEnded(**facts(kept[0]), number=number, opinion=opinion)
    return await save(work, office, kept, event)


async def extend_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, days: int, reason: str
) -> DisclosureRequest:
    """Consent to a longer period, as head of the region's information office; once."""
    calendar = await office.calendar(work)
    kept = await regions_request(work, office, caller, request_id, locked=True)
    kept[0].extend(calendar, today_of(work), days, reason, caller.staff_no)
    event = DisclosureExtended(**facts(kept[0]), days=days)
    return await save(work, office, kept, event, messages.EXTENDED)


async def ask_fee(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID,
    basis: Literal["items", "pages"], quantity: int,
) -> DisclosureRequest:  # fmt: skip
    """Ask for the standard fee of requests beyond measure."""
    calendar = await office.calendar(work)
    kept = await organs_request(work, office, caller, request_id, locked=True)
    fee = kept[0].ask_fee(calendar, today_of(work), basis, quantity)
    event = DisclosureFeeAsked(**facts(kept[0]), amount=fee.amount, fee_due_on=fee.due_on)
    return await save(work, office, kept, event, messages.FEE_ASKED)


async def confirm_fee(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID
) -> DisclosureRequest:
    """Note that the fee is paid."""
    calendar = await office.calendar(work)
    kept = await organs_request(work, office, caller, request_id, locked=True)
    kept[0].fee_paid(calendar, today_of(work))
    return await save(work, office, kept, DisclosureFeePaid(**facts(kept[0])))
