"""Routes of the vault: a holder's own certificates, and what the issuing organ does to them."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.database import UnitOfWork
from shared.downloads import download_headers
from shared.edge import Work, edge_router
from shared.masking import mask_name
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.certificates.certificate_shown import (
    certificate_view,
    registered_view,
    sheet_of,
    summary_of,
)
from svc_approvals.api.certificates.certificate_views import (
    CertificateSummary,
    CertificateView,
    RegisteredView,
    RegistrationRequest,
    RevocationRequest,
    SignedView,
    State,
    UseView,
)
from svc_approvals.api.printing.certificates import certificate_pdf
from svc_approvals.api.tools import Applicant, Officer, Tools
from svc_approvals.domain.certificates.certificates import Contents
from svc_approvals.domain.certificates.reasons import (
    CertificateAlreadyRegistered,
    CertificateDataInvalid,
    CertificateNotFound,
    CertificateNotValid,
    CertificateTypeUnknown,
    NotIssuingOrgan,
)
from svc_approvals.storage.certificates import certificates, uses
from svc_approvals.use_cases.certificates import ending, registering, vault
from svc_approvals.use_cases.certificates.registering import Registration
from svc_approvals.use_cases.certificates.signing import key_id_of
from svc_approvals.use_cases.certificates.vault import Opened
from svc_approvals.use_cases.office import Office

router = edge_router("certificates", prefix="/api/v1/certificates")
PDF: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("", response_model=Page[CertificateSummary], dependencies=[Fields])
async def list_certificates(
    work: Work,
    tools: Tools,
    caller: Applicant,
    page: Paging,
    request: Request,
    response: Response,
    kind: Annotated[
        str | None, Query(alias="type", max_length=64, examples=["hygiene_licence"])
    ] = None,
    state: Annotated[State | None, Query()] = None,
) -> dict[str, Any]:
    """The caller's own certificates, newest first; no data, numbers masked."""
    (after,) = page.after_of(UUID)
    holder, filters = caller.subject_id, (kind, state)
    rows = await certificates.of_holder(work, holder, filters, after, page.fetch)
    total = await certificates.count(work, holder, filters) if page.count else None
    shown = [summary_of(row, tools) for row in rows]
    listed = page_of(shown, page, ("certificate_id",), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "",
    status_code=201,
    responses={
        **documented(
            CertificateTypeUnknown, NotIssuingOrgan, CertificateDataInvalid,
            CertificateAlreadyRegistered,
        ),
        200: {"model": RegisteredView, "description": "同一证照已经登记，内容相同"},
    },
)  # fmt: skip
async def register_certificate(
    work: Work, tools: Tools, caller: Officer, request: RegistrationRequest, response: Response
) -> RegisteredView:
    """Enter a certificate that was issued elsewhere; type and number again change nothing."""
    asked = Registration(
        holder_id=request.holder_id,
        holder_name=request.holder_name,
        holder_masked=mask_name(request.holder_name),
        issued_no=request.number,
        valid_from=request.valid_from,
        valid_until=request.valid_until,
        data=request.data,
    )
    made, is_new = await registering.register_certificate(work, tools, caller, request.type, asked)
    if not is_new:
        response.status_code = 200
    said = Contents(request.number, request.holder_name, request.data)
    return registered_view(made, said, work.now)


@router.get("/{certificate_id}", dependencies=[Fields], responses=documented(CertificateNotFound))
async def get_certificate(
    work: Work, tools: Tools, caller: Applicant, certificate_id: UUID
) -> CertificateView:
    """One of the caller's own certificates, with everything it says."""
    opened = await vault.own_certificate(work, tools, caller, certificate_id)
    return certificate_view(opened, tools, work.now)


@router.get(
    "/{certificate_id}/pdf",
    response_class=Response,
    responses={**documented(CertificateNotFound), **PDF},
)
async def print_certificate(
    work: Work, tools: Tools, caller: Applicant, certificate_id: UUID
) -> Response:
    """The certificate as PDF, with the QR code that opens its verification."""
    opened = await vault.own_certificate(work, tools, caller, certificate_id)
    return await printed(work, tools, opened)


async def printed(work: UnitOfWork, office: Office, opened: Opened) -> Response:
    """The PDF of a certificate, for whoever may see it."""
    pdf = await asyncio.to_thread(certificate_pdf, sheet_of(opened, office, work.now))
    headers = download_headers(f"{opened.certificate.name}.pdf")
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get(
    "/{certificate_id}/signed", dependencies=[Fields], responses=documented(CertificateNotFound)
)
async def get_signed_certificate(
    work: Work, tools: Tools, caller: Applicant, certificate_id: UUID
) -> SignedView:
    """The certificate's data, signed; anybody can check it with the published keys."""
    opened = await vault.own_certificate(work, tools, caller, certificate_id)
    return SignedView(signed=opened.signed, key_id=key_id_of(opened.certificate.signature))


@router.get(
    "/{certificate_id}/uses",
    response_model=Page[UseView],
    dependencies=[Fields],
    responses=documented(CertificateNotFound),
)
async def list_certificate_uses(
    work: Work,
    caller: Applicant,
    certificate_id: UUID,
    page: Paging,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """In which cases the certificate was used, when and under which consent, newest first."""
    await certificates.load(work, certificate_id, holder_id=caller.subject_id)
    (after,) = page.after_of(UUID)
    rows = await uses.of_certificate(work, certificate_id, after, page.fetch)
    total = await uses.count(work, certificate_id) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("use_id",), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/{certificate_id}/revoke", responses=documented(CertificateNotFound, CertificateNotValid)
)
async def revoke_certificate(
    work: Work, tools: Tools, caller: Officer, certificate_id: UUID, request: RevocationRequest
) -> RegisteredView:
    """Withdraw a certificate your own organ has issued (撤销)."""
    await ending.revoke_certificate(work, caller, certificate_id, request.reason)
    revoked = await vault.opened_certificate(work, tools, certificate_id)
    return registered_view(revoked.certificate, revoked.contents, work.now)
