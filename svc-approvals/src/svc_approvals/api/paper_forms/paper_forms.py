"""Routes of the form off line: download it empty or filled in, fill it, upload it."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from shared.database import UnitOfWork
from shared.downloads import download_headers
from shared.edge import Work, edge_router
from shared.file_types import XLSX
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import etag
from shared.uploads import FileTooLarge, FileTypeRefused, received
from svc_approvals.api.cases.case_shown import state_view
from svc_approvals.api.cases.case_views import CaseStateView
from svc_approvals.api.cases.uploading import chunks
from svc_approvals.api.paper_forms.workbooks import (
    FormFileUnreadable,
    form_workbook,
    read_workbook,
)
from svc_approvals.api.printing.form_pages import form_pdf
from svc_approvals.api.tools import Applicant, Clerk, Tools
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.reasons import CaseNotFound, TransitionNotAllowed
from svc_approvals.domain.catalogue.reasons import MatterWithdrawn
from svc_approvals.domain.paper_forms.layout import PaperForm, paper_form
from svc_approvals.domain.walk_ins.walk_ins import NotBegunAtDesk
from svc_approvals.use_cases.cases import applications
from svc_approvals.use_cases.cases.applications import FormInvalid
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.catalogue.matters import (
    AnswersInvalid,
    MatterNotFound,
    guide_for,
    published_matter,
)
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.paper_forms.filled_forms import FormOfOtherMatter, take_filled_form
from svc_approvals.use_cases.walk_ins.on_behalf import case_on_behalf

matters_router = edge_router("matters", prefix="/api/v1/matters")
router = edge_router("cases", prefix="/api/v1/cases")
desk_router = edge_router("desk", prefix="/api/v1/desk/cases")
PDF = "application/pdf"
LIMIT_MIB = 2
KEPT = "public, max-age=300, stale-while-revalidate=1500"  # dropped when the matter changes
Format = Annotated[
    Literal["pdf", "xlsx"], Query(alias="format", description="pdf 打印手填；xlsx 填写后上传")
]
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in (PDF, XLSX.media_type)
        }
    }
}


class BlankFormRequest(BaseModel):
    """For which answers the form is wanted, and what of it is to be filled in already."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, Any] = Field(default_factory=dict, examples=[{"applied_by": "self"}])
    form: dict[str, Any] = Field(default_factory=dict, examples=[{"operator_name": "张三"}])


@matters_router.post(
    "/{code}/form",
    response_class=Response,
    responses={**documented(MatterNotFound, AnswersInvalid), **FILE},
)
async def print_form(
    work: Work, _: AnyCaller, code: str, request: BlankFormRequest, kind: Format = "pdf"
) -> Response:
    """The form of a matter to be filled in off line, as PDF or as a workbook."""
    matter = (await published_matter(work, code)).matter
    guide = guide_for(matter, request.answers, request.form)
    return await _file(paper_form(guide, request.form), kind)


@matters_router.get(
    "/{code}/form",
    response_class=Response,
    responses={**documented(MatterNotFound, MatterWithdrawn), **FILE},
)
async def download_form(work: Work, _: AnyCaller, code: str, kind: Format = "pdf") -> Response:
    """The empty form of a matter, the same for everybody until another version is in force.

    For `wx.downloadFile` and links, which send nothing: every item that may apply is in it.
    """
    published = await published_matter(work, code)
    answer = await _file(paper_form(guide_for(published.matter, {}, {}), {}), kind)
    answer.headers["ETag"] = f'"{published.version_id}-{kind}"'
    answer.headers["Cache-Control"] = KEPT
    return answer


@router.get(
    "/{case_id}/form", response_class=Response, responses={**documented(CaseNotFound), **FILE}
)
async def print_own_form(
    work: Work, tools: Tools, caller: Applicant, case_id: UUID, kind: Format = "pdf"
) -> Response:
    """The form of the caller's own case as it is filled in, to be printed and signed."""
    return await _filled(work, tools, await applications.own_case(work, caller, case_id), kind)


@desk_router.get(
    "/{case_id}/form",
    response_class=Response,
    responses={**documented(CaseNotFound, NotBegunAtDesk), **FILE},
)
async def print_form_on_behalf(
    work: Work, tools: Tools, caller: Clerk, case_id: UUID, kind: Format = "pdf"
) -> Response:
    """The form of a case begun at the desk, for the person to sign."""
    return await _filled(work, tools, await case_on_behalf(work, caller, case_id), kind)


async def _filled(work: UnitOfWork, tools: Office, case: Case, kind: str) -> Response:
    guide, filled = await guide_of(work, tools, case)
    return await _file(paper_form(guide, filled.form), kind)


async def _file(form: PaperForm, kind: str) -> Response:
    make, media_type = (form_pdf, PDF) if kind == "pdf" else (form_workbook, XLSX.media_type)
    headers = download_headers(f"{form.title}申请表.{kind}")
    return Response(await asyncio.to_thread(make, form), headers=headers, media_type=media_type)


UPLOAD_REFUSALS = (
    CaseNotFound, TransitionNotAllowed, FormInvalid, FormOfOtherMatter, FormFileUnreadable,
    FileTooLarge, FileTypeRefused,
)  # fmt: skip


@router.post("/{case_id}/form-upload", responses=documented(*UPLOAD_REFUSALS))
async def upload_form(
    work: Work, tools: Tools, caller: Applicant, case_id: UUID, file: UploadFile, response: Response
) -> CaseStateView:
    """Take a workbook that was filled in off line into the draft; blank cells change nothing."""
    case = await applications.own_case(work, caller, case_id)
    return await _taken(work, tools, case, file, response)


@desk_router.post("/{case_id}/form-upload", responses=documented(*UPLOAD_REFUSALS, NotBegunAtDesk))
async def upload_form_on_behalf(
    work: Work, tools: Tools, caller: Clerk, case_id: UUID, file: UploadFile, response: Response
) -> CaseStateView:
    """The same for a case begun at the desk: the person brings the workbook with them."""
    case = await case_on_behalf(work, caller, case_id)
    return await _taken(work, tools, case, file, response)


async def _taken(
    work: UnitOfWork, tools: Office, case: Case, file: UploadFile, response: Response
) -> CaseStateView:
    async with received(
        chunks(file), file.filename or "form.xlsx", quarantine=tools.files.quarantine,
        accepted=[XLSX], limit_mib=LIMIT_MIB, scanner=tools.scanner,
    ) as upload:  # fmt: skip
        workbook = await asyncio.to_thread(read_workbook, upload.path)
    await take_filled_form(work, tools, case, workbook)
    response.headers["ETag"] = etag(case.version + 1)
    return state_view(case)
