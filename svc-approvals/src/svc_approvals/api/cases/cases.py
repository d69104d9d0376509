"""Routes of an applicant's own cases."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response, UploadFile

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_approvals.api.cases.case_filters import CaseFilters
from svc_approvals.api.cases.case_shown import (
    own_case_view,
    receipt_of,
    state_view,
    submitted_view,
)
from svc_approvals.api.cases.case_views import (
    CaseMaterialView,
    CasePatch,
    CaseRequest,
    CaseStateView,
    CaseSummary,
    CaseView,
    SubmittedView,
)
from svc_approvals.api.cases.uploading import chunks
from svc_approvals.api.catalogue.matter_views import PrecheckView
from svc_approvals.api.printing.receipts import receipt_pdf
from svc_approvals.api.tools import Applicant, Tools
from svc_approvals.domain.cases.parties import Party
from svc_approvals.domain.cases.reasons import (
    ApplicationIncomplete,
    CaseNotFound,
    CommitmentNotAllowed,
    MaterialNotDeferred,
    MaterialUnknown,
    NoSupplementOpen,
    NotAskedFor,
    TransitionNotAllowed,
)
from svc_approvals.domain.catalogue.reasons import MatterWithdrawn
from svc_approvals.storage.cases import queues
from svc_approvals.storage.cases.forms import FilledForm
from svc_approvals.use_cases.cases import applications, materials
from svc_approvals.use_cases.cases.applications import FormInvalid, Wishes
from svc_approvals.use_cases.cases.materials import MaterialFileNotFound
from svc_approvals.use_cases.catalogue.guarding import BasisDead
from svc_approvals.use_cases.catalogue.matters import AnswersInvalid, MatterNotFound

router = edge_router("cases", prefix="/api/v1/cases")


@router.post(
    "",
    status_code=201,
    responses=documented(MatterNotFound, MatterWithdrawn, BasisDead, AnswersInvalid, FormInvalid),
)
async def begin_case(
    work: Work,
    tools: Tools,
    caller: Applicant,
    request: CaseRequest,
    response: Response,
) -> CaseView:
    """Begin an application as a draft."""
    filled = FilledForm(request.answers, request.form)
    case = await applications.begin_case(
        work, tools, Party(caller.subject_id, caller.name_masked), request.matter_code, filled,
        Wishes(request.channel, request.delivery, request.policy_id),
    )  # fmt: skip
    response.headers["Location"] = f"/api/v1/cases/{case.case_id}"
    response.headers["ETag"] = etag(case.version)
    return await own_case_view(work, tools, case)


@router.get("", response_model=Page[CaseSummary], dependencies=[Fields])
async def list_cases(
    work: Work,
    caller: Applicant,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[CaseFilters, Depends()],
) -> dict[str, Any]:
    """The caller's own cases, newest first."""
    (after,) = page.after_of(UUID)
    asked = filters.of(caller.subject_id)
    rows = await queues.cases_of(work, asked, after, page.fetch)
    total = await queues.count_cases_of(work, asked) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("case_id",), total)
    link_next(request, response, listed)
    return listed


@router.get("/{case_id}", dependencies=[Fields], responses=documented(CaseNotFound))
async def get_case(
    work: Work,
    tools: Tools,
    caller: Applicant,
    case_id: UUID,
    response: Response,
) -> CaseView:
    """One of the caller's own cases."""
    case = await applications.own_case(work, caller, case_id)
    response.headers["ETag"] = etag(case.version)
    return await own_case_view(work, tools, case)


@router.patch(
    "/{case_id}",
    responses=documented(
        CaseNotFound, TransitionNotAllowed, NotAskedFor, AnswersInvalid, FormInvalid, Stale,
        PreconditionMissing,
    ),
)  # fmt: skip
async def save_draft(
    work: Work,
    tools: Tools,
    caller: Applicant,
    case_id: UUID,
    request: CasePatch,
    response: Response,
    if_match: IfMatch,
) -> CaseStateView:
    """Change a draft; while departments are at work, only the fields one of them asks for."""
    case = await applications.own_case(work, caller, case_id)
    if_match(case.version)
    await applications.save_draft(work, tools, case, request.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(case.version + 1)
    return state_view(case)


MATERIAL_REFUSALS = documented(
    CaseNotFound, MaterialUnknown, TransitionNotAllowed, MaterialNotDeferred, NotAskedFor,
    FileTooLarge, FileTypeRefused,
)  # fmt: skip


@router.put("/{case_id}/materials/{code}", responses=MATERIAL_REFUSALS, name="hand_in_material")
@router.post(
    "/{case_id}/materials/{code}", responses=MATERIAL_REFUSALS, name="hand_in_material_by_post",
)  # fmt: skip
async def hand_in_material(
    work: Work,
    tools: Tools,
    caller: Applicant,
    case_id: UUID,
    code: str,
    file: UploadFile,
) -> CaseMaterialView:
    """Hand in the file of a material, or one that was deferred."""
    case = await applications.own_case(work, caller, case_id)
    name = file.filename or code
    material = await materials.hand_in_material(work, tools, case, code, chunks(file), name)
    return CaseMaterialView.model_validate(material).model_copy(update={"file_name": name})


@router.post(
    "/{case_id}/materials/{code}/commitment",
    responses=documented(
        CaseNotFound,
        MaterialUnknown,
        CommitmentNotAllowed,
        TransitionNotAllowed,
        MaterialNotDeferred,
        NotAskedFor,
    ),
)
async def commit_material(
    work: Work,
    tools: Tools,
    caller: Applicant,
    case_id: UUID,
    code: str,
) -> CaseMaterialView:
    """Declare instead of handing the material in (告知承诺)."""
    case = await applications.own_case(work, caller, case_id)
    material = await materials.commit_material(work, tools, case, code)
    return CaseMaterialView.model_validate(material)


@router.get(
    "/{case_id}/materials/{code}/file",
    response_class=Response,
    responses=documented(CaseNotFound, MaterialFileNotFound),
)
async def download_material(
    work: Work,
    tools: Tools,
    caller: Applicant,
    case_id: UUID,
    code: str,
) -> Response:
    """The file of a material, as it was handed in."""
    await applications.own_case(work, caller, case_id)
    row = await materials.material_file(work, case_id, code)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])


@router.post("/{case_id}/precheck", responses=documented(CaseNotFound))
async def precheck_case(work: Work, tools: Tools, caller: Applicant, case_id: UUID) -> PrecheckView:
    """Everything that would keep the case from being handed in, at once."""
    case = await applications.own_case(work, caller, case_id)
    errors = await applications.precheck_case(work, tools, case)
    return PrecheckView.model_validate(
        {"ready": not errors, "errors": errors}, from_attributes=True
    )


SUBMIT_REFUSALS = documented(
    CaseNotFound, TransitionNotAllowed, FormInvalid, AnswersInvalid, ApplicationIncomplete,
    NoSupplementOpen, BasisDead,
)  # fmt: skip


@router.post("/{case_id}/submit", responses=SUBMIT_REFUSALS, name="submit_case")
@router.post("/{case_id}/supplement", responses=SUBMIT_REFUSALS, name="supplement_case")
async def submit_case(work: Work, tools: Tools, caller: Applicant, case_id: UUID) -> SubmittedView:
    """Hand the application in, or in again after a supplement."""
    case = await applications.own_case(work, caller, case_id)
    await applications.submit_case(work, tools, case)
    return submitted_view(case, tools)


@router.post("/{case_id}/withdraw", responses=documented(CaseNotFound, TransitionNotAllowed))
async def withdraw_case(work: Work, caller: Applicant, case_id: UUID) -> CaseStateView:
    """Take the application back."""
    case = await applications.own_case(work, caller, case_id)
    return state_view(await applications.withdraw_case(work, case))


@router.get(
    "/{case_id}/receipt",
    response_class=Response,
    responses={
        **documented(CaseNotFound),
        200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}},
    },
)
async def get_receipt(work: Work, tools: Tools, caller: Applicant, case_id: UUID) -> Response:
    """The receipt (回执) as PDF, with the QR code that opens the tracking."""
    case = await applications.own_case(work, caller, case_id)
    receipt = await receipt_of(work, tools, caller.name_masked, case)
    printed = await asyncio.to_thread(receipt_pdf, receipt)
    return Response(printed, media_type="application/pdf")
