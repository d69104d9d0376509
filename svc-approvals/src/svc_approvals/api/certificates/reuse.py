"""Routes by which certificates become materials of a case, and fill its form."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.edge import Work, edge_router
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.cases.case_views import CaseMaterialView
from svc_approvals.api.certificates.certificate_shown import sheet_of
from svc_approvals.api.printing.certificates import certificate_pdf
from svc_approvals.api.shown import Shown
from svc_approvals.api.tools import Applicant, Tools
from svc_approvals.domain.cases.reasons import (
    CaseNotFound,
    MaterialNotDeferred,
    MaterialUnknown,
    NotAskedFor,
    TransitionNotAllowed,
)
from svc_approvals.domain.certificates.reasons import (
    CertificateDoesNotFit,
    CertificateNotFound,
    CertificateNotValid,
    CertificateUseNotFound,
    ConsentMissing,
)
from svc_approvals.use_cases.cases import applications
from svc_approvals.use_cases.certificates import prefilling, reusing

router = edge_router("cases", prefix="/api/v1/cases")
REUSE_REFUSALS = documented(
    CaseNotFound, MaterialUnknown, ConsentMissing, CertificateNotFound, CertificateDoesNotFit,
    CertificateNotValid, TransitionNotAllowed, MaterialNotDeferred, NotAskedFor,
)  # fmt: skip


class ReuseRequest(BaseModel):
    """Let a certificate stand in for a material; the text agreed to: /certificates/consent."""

    model_config = ConfigDict(extra="forbid")

    certificate_id: UUID
    consent: bool = Field(
        default=False, description="本人同意在本办件中使用该证照", examples=[True]
    )


class SuggestionView(Shown):
    """A value for a field of the form, and where it stands."""

    field: str = Field(examples=["operator_name"])
    title: str = Field(examples=["经营者姓名"])
    value: Any = Field(examples=["张三"])
    certificate_id: UUID
    certificate_name: str = Field(examples=["居民身份证"])


class PrefillView(BaseModel):
    """What could be filled in; it is written only when the applicant sends it back."""

    fields: list[SuggestionView]


@router.put(
    "/{case_id}/materials/{code}/certificate", responses=REUSE_REFUSALS, name="reuse_certificate"
)
@router.post(
    "/{case_id}/materials/{code}/certificate",
    responses=REUSE_REFUSALS,
    name="reuse_certificate_by_post",
)
async def reuse_certificate(
    work: Work, tools: Tools, caller: Applicant, case_id: UUID, code: str, request: ReuseRequest
) -> CaseMaterialView:
    """Hand in one of your own certificates for a material, with consent (电子证照免提交)."""
    case = await applications.own_case(work, caller, case_id)
    material, found = await reusing.fitting_certificate(
        work, tools, case, code, request.certificate_id, agreed=request.consent
    )
    printed = await asyncio.to_thread(certificate_pdf, sheet_of(found, tools, work.now))
    await reusing.reuse_certificate(work, tools, case, material, found, _whole(printed))
    view = CaseMaterialView.model_validate(material)
    return view.model_copy(update={"file_name": f"{found.certificate.name}.pdf"})


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


@router.delete(
    "/{case_id}/materials/{code}/certificate",
    responses=documented(
        CaseNotFound, MaterialUnknown, TransitionNotAllowed, CertificateUseNotFound
    ),
)
async def withdraw_certificate_consent(
    work: Work, tools: Tools, caller: Applicant, case_id: UUID, code: str
) -> CaseMaterialView:
    """Withdraw the consent while the case is a draft; the material is missing again."""
    case = await applications.own_case(work, caller, case_id)
    material = await reusing.withdraw_consent(work, tools, case, code)
    return CaseMaterialView.model_validate(material)


@router.get("/{case_id}/prefill", dependencies=[Fields], responses=documented(CaseNotFound))
async def suggest_fields(work: Work, tools: Tools, caller: Applicant, case_id: UUID) -> PrefillView:
    """What the applicant's certificates know for the form, each with its source; writes nothing."""
    case = await applications.own_case(work, caller, case_id)
    found = await prefilling.suggest_fields(work, tools, case)
    return PrefillView(fields=[SuggestionView.model_validate(one) for one in found])
