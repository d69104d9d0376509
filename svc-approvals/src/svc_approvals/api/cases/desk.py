"""Routes of the one window (一窗受理): what a clerk decides on a case of the region."""

from uuid import UUID

from fastapi import Response

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import RoleMissing
from shared.problems import documented
from shared.reading import Fields, etag
from svc_approvals.api.cases.case_shown import case_view, state_view
from svc_approvals.api.cases.case_views import (
    AcceptRequest,
    CaseStateView,
    CaseView,
    DeliverRequest,
    RefusalRequest,
    SupplementRequest,
)
from svc_approvals.api.tools import Clerk, ClerkOrSupervisor, Tools
from svc_approvals.domain.cases.claims import CaseClaimedByOther
from svc_approvals.domain.cases.reasons import (
    ApplicationIncomplete,
    CaseNotFound,
    DeferralNotAllowed,
    MaterialUnknown,
    SecondRequestNeedsReason,
    SupplementEmpty,
    SupplementItemUnknown,
    TransitionNotAllowed,
)
from svc_approvals.domain.deliveries.reasons import DeliveryUnderWay
from svc_approvals.use_cases.cases import acceptance, desk, materials
from svc_approvals.use_cases.cases.materials import MaterialFileNotFound

router = edge_router("desk", prefix="/api/v1/desk/cases")


@router.get("/{case_id}", dependencies=[Fields], responses=documented(CaseNotFound))
async def get_desk_case(
    work: Work, tools: Tools, caller: Clerk, case_id: UUID, response: Response
) -> CaseView:
    """A case of the clerk's region, to be checked or filled in."""
    case = await desk.desk_case(work, caller, case_id)
    response.headers["ETag"] = etag(case.version)
    return await case_view(work, tools, case)


@router.get(
    "/{case_id}/materials/{code}/file",
    response_class=Response,
    responses=documented(CaseNotFound, MaterialFileNotFound),
)
async def download_desk_material(
    work: Work,
    tools: Tools,
    caller: Clerk,
    case_id: UUID,
    code: str,
) -> Response:
    """The file of a material, for checking."""
    await desk.desk_case(work, caller, case_id)
    row = await materials.material_file(work, case_id, code)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])


@router.post(
    "/{case_id}/accept",
    responses=documented(
        CaseNotFound, CaseClaimedByOther, TransitionNotAllowed, MaterialUnknown,
        DeferralNotAllowed, ApplicationIncomplete,
    ),
)  # fmt: skip
async def accept_case(
    work: Work,
    tools: Tools,
    caller: Clerk,
    case_id: UUID,
    request: AcceptRequest,
) -> CaseStateView:
    """Accept, perhaps with deferrals; all departments begin in parallel.

    Case and materials are judged together, so both are read under the case's lock.
    """
    work.locks = True
    case = await desk.handled_case(work, caller, case_id)
    deferrals = {one.material: one.due_days for one in request.deferrals}
    return state_view(await acceptance.accept_case(work, tools, case, deferrals))


@router.post(
    "/{case_id}/request-supplement",
    responses=documented(
        CaseNotFound, CaseClaimedByOther, TransitionNotAllowed, SupplementEmpty,
        SupplementItemUnknown, SecondRequestNeedsReason, RoleMissing,
    ),
)  # fmt: skip
async def request_supplement(
    work: Work,
    tools: Tools,
    caller: ClerkOrSupervisor,
    case_id: UUID,
    request: SupplementRequest,
) -> CaseStateView:
    """Name everything that is missing or wrong, once and all at once."""
    case = await desk.handled_case(work, caller, case_id)
    asked = [(item.pointer, item.reason) for item in request.items]
    reason = request.supervisor_reason
    return state_view(await desk.request_supplement(work, tools, caller, case, asked, reason))


@router.post(
    "/{case_id}/refuse",
    responses=documented(CaseNotFound, CaseClaimedByOther, TransitionNotAllowed),
)
async def refuse_case(
    work: Work,
    caller: Clerk,
    case_id: UUID,
    request: RefusalRequest,
) -> CaseStateView:
    """Decline to accept (不予受理), with the reason."""
    case = await desk.handled_case(work, caller, case_id)
    return state_view(await desk.refuse_case(work, case, request.reason))


@router.post(
    "/{case_id}/deliver",
    responses=documented(CaseNotFound, TransitionNotAllowed, DeliveryUnderWay),
)
async def deliver_case(
    work: Work,
    caller: Clerk,
    case_id: UUID,
    request: DeliverRequest,
) -> CaseStateView:
    """Hand the results over and close the case."""
    case = await desk.desk_case(work, caller, case_id)
    return state_view(await desk.deliver_case(work, case, request.how))
