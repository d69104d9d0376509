"""Routes of the window for whoever stands before it: a case begun and handed in by a clerk (代办).

The answers are the applicant's own; each command is recorded under the clerk's account.
"""

from typing import Any, Literal
from uuid import UUID

from fastapi import Response, UploadFile
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.problems import documented
from shared.reading import IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_approvals.api.cases.case_shown import case_view, state_view, submitted_view
from svc_approvals.api.cases.case_views import (
    CaseMaterialView,
    CasePatch,
    CaseStateView,
    CaseView,
    Delivery,
    Forbidding,
    SubmittedView,
)
from svc_approvals.api.cases.uploading import chunks
from svc_approvals.api.catalogue.matter_views import PrecheckView
from svc_approvals.api.tools import Clerk, Tools
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
from svc_approvals.domain.screens.reasons import FieldsNotConfirmed
from svc_approvals.domain.walk_ins.walk_ins import (
    ApplicantInvalid,
    DeliveryNeedsAccount,
    NotBegunAtDesk,
    WalkIn,
)
from svc_approvals.storage.cases.forms import FilledForm
from svc_approvals.use_cases.cases import applications, materials
from svc_approvals.use_cases.cases.applications import FormInvalid
from svc_approvals.use_cases.catalogue.guarding import BasisDead
from svc_approvals.use_cases.catalogue.matters import AnswersInvalid, MatterNotFound
from svc_approvals.use_cases.walk_ins import on_behalf

router = edge_router("desk", prefix="/api/v1/desk/cases")


class ApplicantRequest(BaseModel):
    """Who stands at the window, as their papers say."""

    model_config = Forbidding

    kind: Literal["person", "enterprise"] = "person"
    name: str = Field(min_length=1, max_length=100, examples=["王秀英"])
    identity_no: str = Field(
        min_length=18, max_length=18, description="身份证号或统一社会信用代码",
        examples=["431202196005120020"],
    )  # fmt: skip
    phone: str = Field(max_length=20, examples=["13907450000"])


class OnBehalfRequest(BaseModel):
    """Begin a case in somebody's name."""

    model_config = Forbidding

    matter_code: str = Field(max_length=64, examples=["HC-YJS-0001"])
    applicant: ApplicantRequest
    answers: dict[str, Any] = Field(default_factory=dict, examples=[{"applied_by": "self"}])
    form: dict[str, Any] = Field(default_factory=dict, examples=[{"operator_name": "王秀英"}])
    delivery: Delivery = "pickup"
    policy_id: UUID | None = Field(
        default=None, description="为享受哪项惠企政策而申请：政策的 policy_id"
    )


@router.post(
    "",
    status_code=201,
    responses=documented(
        MatterNotFound,
        MatterWithdrawn,
        BasisDead,
        ApplicantInvalid,
        DeliveryNeedsAccount,
        AnswersInvalid,
        FormInvalid,
    ),
)
async def begin_case_on_behalf(
    work: Work, tools: Tools, caller: Clerk, request: OnBehalfRequest, response: Response
) -> CaseView:
    """Begin a draft for a person who stands at the window, with or without an account."""
    applicant = WalkIn(**request.applicant.model_dump())
    filled = FilledForm(request.answers, request.form)
    case = await on_behalf.begin_on_behalf(
        work, tools, caller, applicant, request.matter_code, filled,
        delivery=request.delivery, policy_id=request.policy_id,
    )  # fmt: skip
    response.headers["Location"] = f"/api/v1/desk/cases/{case.case_id}"
    response.headers["ETag"] = etag(case.version)
    return await case_view(work, tools, case)


@router.patch(
    "/{case_id}",
    responses=documented(
        CaseNotFound, NotBegunAtDesk, DeliveryNeedsAccount, TransitionNotAllowed, NotAskedFor,
        AnswersInvalid, FormInvalid, Stale, PreconditionMissing,
    ),
)  # fmt: skip
async def save_draft_on_behalf(
    work: Work,
    tools: Tools,
    caller: Clerk,
    case_id: UUID,
    request: CasePatch,
    response: Response,
    if_match: IfMatch,
) -> CaseStateView:
    """Change answers, form or delivery of a draft that was begun at the desk."""
    case = await on_behalf.case_on_behalf(work, caller, case_id)
    if_match(case.version)
    await on_behalf.save_on_behalf(work, tools, case, request.model_dump(exclude_unset=True))
    response.headers["ETag"] = etag(case.version + 1)
    return state_view(case)


MATERIAL_REFUSALS = documented(
    CaseNotFound, NotBegunAtDesk, MaterialUnknown, TransitionNotAllowed, MaterialNotDeferred,
    NotAskedFor, FileTooLarge, FileTypeRefused,
)  # fmt: skip


@router.put(
    "/{case_id}/materials/{code}", responses=MATERIAL_REFUSALS, name="hand_in_material_on_behalf"
)
@router.post(
    "/{case_id}/materials/{code}",
    responses=MATERIAL_REFUSALS,
    name="hand_in_material_on_behalf_by_post",
)
async def hand_in_material_on_behalf(
    work: Work, tools: Tools, caller: Clerk, case_id: UUID, code: str, file: UploadFile
) -> CaseMaterialView:
    """Scan a material the person has brought, or one that was deferred."""
    case = await on_behalf.case_on_behalf(work, caller, case_id)
    name = file.filename or code
    material = await materials.hand_in_material(work, tools, case, code, chunks(file), name)
    return CaseMaterialView.model_validate(material).model_copy(update={"file_name": name})


@router.post(
    "/{case_id}/materials/{code}/commitment",
    responses=documented(
        CaseNotFound,
        NotBegunAtDesk,
        MaterialUnknown,
        CommitmentNotAllowed,
        TransitionNotAllowed,
        MaterialNotDeferred,
        NotAskedFor,
    ),
)
async def commit_material_on_behalf(
    work: Work, tools: Tools, caller: Clerk, case_id: UUID, code: str
) -> CaseMaterialView:
    """Record that the person has signed a declaration in place of a material (告知承诺)."""
    case = await on_behalf.case_on_behalf(work, caller, case_id)
    material = await materials.commit_material(work, tools, case, code)
    return CaseMaterialView.model_validate(material)


@router.post("/{case_id}/precheck", responses=documented(CaseNotFound, NotBegunAtDesk))
async def precheck_case_on_behalf(
    work: Work, tools: Tools, caller: Clerk, case_id: UUID
) -> PrecheckView:
    """Everything that would keep the case from being handed in, at once."""
    case = await on_behalf.case_on_behalf(work, caller, case_id)
    errors = await applications.precheck_case(work, tools, case)
    return PrecheckView.model_validate(
        {"ready": not errors, "errors": errors}, from_attributes=True
    )


SUBMIT_REFUSALS = documented(
    CaseNotFound, NotBegunAtDesk, TransitionNotAllowed, FormInvalid, AnswersInvalid,
    ApplicationIncomplete, FieldsNotConfirmed, NoSupplementOpen, BasisDead,
)  # fmt: skip


@router.post("/{case_id}/submit", responses=SUBMIT_REFUSALS, name="submit_case_on_behalf")
@router.post("/{case_id}/supplement", responses=SUBMIT_REFUSALS, name="supplement_case_on_behalf")
async def submit_case_on_behalf(
    work: Work, tools: Tools, caller: Clerk, case_id: UUID
) -> SubmittedView:
    """Hand the application in in the person's name; the number and the code go to them.

    While an outer screen shows the case, the person must have confirmed everything on it.
    """
    case = await on_behalf.case_on_behalf(work, caller, case_id)
    await on_behalf.submit_on_behalf(work, tools, caller, case)
    return submitted_view(case, tools)


@router.post(
    "/{case_id}/withdraw", responses=documented(CaseNotFound, NotBegunAtDesk, TransitionNotAllowed)
)
async def withdraw_case_on_behalf(work: Work, caller: Clerk, case_id: UUID) -> CaseStateView:
    """Take the application back because the person asks for it."""
    case = await on_behalf.case_on_behalf(work, caller, case_id)
    return state_view(await applications.withdraw_case(work, case))
