"""Routes of the window's queue: what waits for a clerk, and who has taken it."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from shared.database import Row
from shared.edge import Work, edge_router
from shared.moments import Moment
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.cases.case_shown import state_view
from svc_approvals.api.cases.case_views import CaseStateView, Forbidding
from svc_approvals.api.shown import Shown
from svc_approvals.api.tools import Clerk, ClerkOrSupervisor, Supervisor, Tools
from svc_approvals.domain.cases.claims import CaseClaimedByOther, ClerkUnknown
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.lights import Light, light
from svc_approvals.domain.cases.reasons import CaseNotFound, TransitionNotAllowed
from svc_approvals.storage.cases import window_queue
from svc_approvals.storage.cases.window_queue import WindowFilter
from svc_approvals.use_cases.cases import desk

router = edge_router("desk", prefix="/api/v1/desk/cases")
State = Literal["submitted", "supplement_requested", "in_progress", "issued"]
Claim = Literal["unclaimed", "mine"]


class WindowCase(Shown):
    """A case in the window's queue."""

    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    applicant_masked: str
    state: str
    channel: str
    submitted_at: Moment | None
    acceptance_due: Moment | None
    promised_due: Moment | None
    decided_at: Moment | None
    supplement_round: int = Field(description="已告知补正的次数")
    deferrals_open: int = Field(description="尚未补交的容缺材料数")
    claimed_by: str = Field(description="接件的窗口人员工号；空为无人接件", examples=["W001"])
    claimed_at: Moment | None
    window_due: Moment = Field(description="窗口最迟应当处理的时间；队列按它排序")
    light: Light | None = Field(description="受理时限（已受理的为承诺时限）的红绿灯")


class WindowCount(Shown):
    """The cases of one state at the window, in figures."""

    state: str
    total: int
    unclaimed: int
    mine: int
    overdue: int = Field(description="已过窗口应当处理的时间")


class WindowCounts(BaseModel):
    """The queue in figures."""

    counts: list[WindowCount]


class ReassignRequest(BaseModel):
    """Who shall have the case."""

    model_config = Forbidding

    staff_no: str = Field(min_length=1, max_length=32, examples=["W002"])


@router.get("", response_model=Page[WindowCase], dependencies=[Fields])
async def list_waiting_cases(  # noqa: PLR0913 - each filter is a parameter of its own
    work: Work,
    tools: Tools,
    caller: ClerkOrSupervisor,
    page: Paging,
    request: Request,
    response: Response,
    *,
    state: Annotated[State | None, Query(description="不填则为窗口要处理的全部状态")] = None,
    matter: Annotated[str | None, Query(max_length=64, description="事项编码")] = None,
    organ: Annotated[str | None, Query(max_length=64, description="牵头部门编码")] = None,
    claim: Annotated[Claim | None, Query(description="无人接件的，或我接的")] = None,
) -> dict[str, Any]:
    """What waits at the window of the clerk's region, the most urgent first."""
    claimed_by = {"unclaimed": "", "mine": caller.staff_no}.get(claim or "")
    led = await window_queue.matters_led_by(work, organ) if organ else None
    asked = WindowFilter(state, matter, led, claimed_by)
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await window_queue.waiting(work, caller.region_code, asked, after, page.fetch)
    total = (
        await window_queue.count_waiting(work, caller.region_code, asked) if page.count else None
    )
    clock = await tools.clock(work)
    shown = [{**dict(row), "light": _light(row, work.now, clock)} for row in rows]
    listed = page_of(shown, page, ("window_due", "case_id"), total)
    link_next(request, response, listed)
    return listed


def _light(row: Row, now: datetime, clock: Clock) -> Light | None:
    spans = {
        "submitted": (row["received_at"], row["acceptance_due"]),
        "in_progress": (row["accepted_at"], row["promised_due"]),
    }
    start, due = spans.get(row["state"], (None, None))
    return light(start, due, now, clock) if start and due else None


@router.get("/counts", dependencies=[Fields])
async def count_waiting_cases(work: Work, caller: ClerkOrSupervisor) -> WindowCounts:
    """How many cases wait at the window, per state: all, nobody's, the caller's, overdue."""
    rows = await window_queue.counts(work, caller.region_code, caller.staff_no)
    return WindowCounts(counts=[WindowCount.model_validate(dict(row)) for row in rows])


CLAIM_REFUSALS = documented(CaseNotFound, TransitionNotAllowed, CaseClaimedByOther)


@router.post("/{case_id}/claim", responses=CLAIM_REFUSALS)
async def claim_case(work: Work, caller: Clerk, case_id: UUID) -> CaseStateView:
    """Take a submitted case, so that no colleague works on the same papers."""
    return state_view(await desk.claim_case(work, caller, case_id))


@router.post("/{case_id}/release", responses=CLAIM_REFUSALS)
async def release_case(work: Work, caller: Clerk, case_id: UUID) -> CaseStateView:
    """Give a case back to the window."""
    return state_view(await desk.release_case(work, caller, case_id))


@router.post(
    "/{case_id}/reassign", responses=documented(CaseNotFound, TransitionNotAllowed, ClerkUnknown)
)
async def reassign_case(
    work: Work, caller: Supervisor, case_id: UUID, request: ReassignRequest
) -> CaseStateView:
    """Give a case to another clerk of the region, whoever has it."""
    return state_view(await desk.reassign_case(work, caller, case_id, request.staff_no))
