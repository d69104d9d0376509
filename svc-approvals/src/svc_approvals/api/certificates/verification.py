"""Public routes: verify a certificate, the keys to check signatures with, types and consent."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_approvals.api.certificates.certificate_shown import verified_view
from svc_approvals.api.certificates.certificate_views import (
    CertificateTypeView,
    ConsentView,
    KeySetView,
    VerifiedView,
    VerifyRequest,
)
from svc_approvals.api.tools import Tools
from svc_approvals.domain.certificates import consent
from svc_approvals.domain.certificates.reasons import CertificateNotVerified, SignatureNotOurs
from svc_approvals.storage.certificates import types
from svc_approvals.use_cases.certificates import verifying

router = edge_router("certificates", prefix="/api/v1/certificates")
HOUR = 3600


@router.get("/verify", dependencies=[Fields], responses=documented(CertificateNotVerified))
async def verify_certificate(
    work: Work,
    tools: Tools,
    _: AnyCaller,
    number: Annotated[str, Query(max_length=64, examples=["431202-20260305-7K3M9QXR"])],
    code: Annotated[str, Query(max_length=32, description="核验码", examples=["7QK4M9XR"])],
) -> VerifiedView:
    """Whether a certificate is genuine and holds; no login, nothing personal but a masked name."""
    return verified_view(await verifying.verify_by_code(work, tools, number, code), work)


@router.post("/verify", responses=documented(SignatureNotOurs))
async def verify_signed_certificate(
    work: Work, tools: Tools, _: AnyCaller, request: VerifyRequest
) -> VerifiedView:
    """Verify signed data (JWS): whether it is ours and unchanged, and where it stands now."""
    return verified_view(await verifying.verify_signed(work, tools, request.signed), work)


@router.get("/keys", dependencies=[Fields, publicly(HOUR)])
async def list_certificate_keys(tools: Tools, _: AnyCaller) -> KeySetView:
    """The public keys of our signatures (JWKS); a signature names its key in `kid`."""
    return KeySetView.model_validate(tools.signer.key_set())


@router.get("/consent", dependencies=[Fields, publicly(HOUR)])
async def get_certificate_consent(_: AnyCaller) -> ConsentView:
    """What the holder agrees to when a certificate stands in for a material."""
    return ConsentView(version=consent.VERSION, text=consent.TEXT)


@router.get(
    "/types", response_model=Page[CertificateTypeView], dependencies=[Fields, publicly(HOUR)]
)
async def list_certificate_types(
    work: Work, _: AnyCaller, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """The types of certificates with the schema of their data, in order of code."""
    (after,) = page.after_of(str)
    kinds = await types.listed(work, after or "", page.fetch)
    total = await types.count(work) if page.count else None
    rows = [
        {
            "code": one.code, "name": one.name, "issuers": list(one.issuers),
            "valid_days": one.valid_days, "schema": dict(one.schema),
        }
        for one in kinds
    ]  # fmt: skip
    listed = page_of(rows, page, ("code",), total)
    link_next(request, response, listed)
    return listed
