"""Routes of the printed papers of a case, for the window and for the applicant (PDF)."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.problems import documented
from svc_approvals.api.cases.case_shown import receipt_of
from svc_approvals.api.printing.letters import Letterhead, letter_pdf
from svc_approvals.api.printing.receipts import receipt_pdf
from svc_approvals.api.tools import Applicant, ClerkOrSupervisor, Tools
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.letters import DocumentNotMade, Kind
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.storage import directory
from svc_approvals.storage.cases import cases
from svc_approvals.use_cases.cases import applications, desk, papers
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.office import Office

desk_router = edge_router("desk", prefix="/api/v1/desk/cases")
router = edge_router("cases", prefix="/api/v1/cases")
PDF = "application/pdf"
PRINTED = {
    **documented(CaseNotFound, DocumentNotMade),
    200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}},
}
Round = Annotated[
    int | None, Query(ge=1, alias="round", description="第几次补正或特别程序；不填为最近一次")
]


@desk_router.get("/{case_id}/receipt", response_class=Response, responses=PRINTED)
async def get_desk_receipt(
    work: Work, tools: Tools, caller: ClerkOrSupervisor, case_id: UUID
) -> Response:
    """The receipt (回执) as PDF, to be handed over at the window."""
    case = await desk.desk_case(work, caller, case_id)
    return await _printed(work, tools, case, Kind.RECEIPT, None)


@desk_router.get("/{case_id}/documents/{kind}", response_class=Response, responses=PRINTED)
async def get_desk_document(
    work: Work,
    tools: Tools,
    caller: ClerkOrSupervisor,
    case_id: UUID,
    kind: Kind,
    number: Round = None,
) -> Response:
    """A paper of the case as PDF: from the receipt to the decision."""
    case = await desk.desk_case(work, caller, case_id)
    return await _printed(work, tools, case, kind, number)


@router.get("/{case_id}/documents/{kind}", response_class=Response, responses=PRINTED)
async def get_case_document(
    work: Work, tools: Tools, caller: Applicant, case_id: UUID, kind: Kind, number: Round = None
) -> Response:
    """A paper of the caller's own case as PDF: the same the window hands out."""
    case = await applications.own_case(work, caller, case_id)
    return await _printed(work, tools, case, kind, number)


async def _printed(
    work: UnitOfWork, office: Office, case: Case, kind: Kind, number: int | None
) -> Response:
    if kind is Kind.RECEIPT:
        applicant = await cases.applicant_masked(work, case.case_id)
        receipt = await receipt_of(work, office, applicant, case)
        return Response(await asyncio.to_thread(receipt_pdf, receipt), media_type=PDF)
    letter = await papers.letter_of(work, office, case, kind, number)
    head = await _letterhead(work, office, case)
    return Response(await asyncio.to_thread(letter_pdf, letter, head), media_type=PDF)


async def _letterhead(work: UnitOfWork, office: Office, case: Case) -> Letterhead:
    guide, filled = await guide_of(work, office, case)
    matter = guide.matter
    clerk = await directory.official(work, case.claimed_by) if case.claimed_by else None
    return Letterhead(
        organ=(await directory.organs(work))[matter.lead_organ].name,
        applicant=await papers.addressee(work, case, guide, filled),
        clerk=f"{clerk.name}（工号 {clerk.staff_no}）" if clerk else "",
        place=matter.place,
        consult_phone=matter.consult_phone,
        supervise_phone=matter.supervise_phone,
        tracking=f"办件编号 {case.case_no}，查询码 {office.query_code(case.case_no)}",
    )
