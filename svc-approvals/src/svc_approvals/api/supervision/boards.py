"""The supervisors' boards: nodes by urgency with their lights, cases, one case's whole record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.edge import Work, edge_router
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.supervision.board_views import (
    SupervisedCase,
    SupervisedNodes,
    WholeCaseView,
)
from svc_approvals.api.tools import Supervisor, Tools
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.storage.supervision import boards as rows
from svc_approvals.storage.supervision.boards import CaseFilters, NodeFilters
from svc_approvals.use_cases.supervision import boards

router = edge_router("supervision", prefix="/api/v1/supervision")
LightName = Literal["green", "yellow", "red"]


@dataclass(frozen=True, slots=True)
class AskedNodes:
    """What narrows the board of nodes."""

    organ: Annotated[str | None, Query(max_length=50, description="部门代码")] = None
    matter: Annotated[str | None, Query(max_length=50, description="事项编码")] = None
    light: Annotated[LightName | None, Query(description="灯色")] = None
    overdue: Annotated[bool, Query(description="只看已超承诺时限的")] = False
    resting: Annotated[bool, Query(description="只看暂停计时的环节")] = False


@dataclass(frozen=True, slots=True)
class AskedCases:
    """What narrows the board of cases."""

    matter: Annotated[str | None, Query(max_length=50, description="事项编码")] = None
    state: Annotated[
        Literal["submitted", "supplement_requested", "in_progress", "decided", "issued", "closed"]
        | None,
        Query(description="closed 为已办结；不填为全部在办"),
    ] = None
    overdue: Annotated[bool, Query(description="只看已超承诺时限仍未作出决定的")] = False


@router.get("/nodes", response_model=SupervisedNodes, dependencies=[Fields])
async def list_supervised_nodes(
    work: Work,
    tools: Tools,
    caller: Supervisor,
    page: Paging,
    request: Request,
    response: Response,
    asked: Annotated[AskedNodes, Depends()],
) -> dict[str, Any]:
    """Open nodes of the region, the most urgent first, and how many have which light."""
    region = caller.region_code
    filters = NodeFilters(None, asked.matter, asked.light, asked.overdue, asked.resting)
    filters = await boards.organ_named(work, filters, asked.organ)
    after = _after(page, resting=asked.resting)
    shown = await boards.list_nodes(work, tools, region, filters, after, page.fetch)
    lights = await rows.count_lights(work, region, filters)
    key = ("node_id",) if asked.resting else ("promised_due", "node_id")
    total = await rows.count_nodes(work, region, filters) if page.count else None
    listed = page_of(shown, page, key, total)
    link_next(request, response, listed)
    return {**listed, "lights": {name: lights.get(name, 0) for name in ("green", "yellow", "red")}}


@router.get("/cases", response_model=Page[SupervisedCase], dependencies=[Fields])
async def list_supervised_cases(
    work: Work,
    tools: Tools,
    caller: Supervisor,
    page: Paging,
    request: Request,
    response: Response,
    asked: Annotated[AskedCases, Depends()],
) -> dict[str, Any]:
    """Cases of the region: open ones, the newest first; closed ones, the last closed first."""
    closed = asked.state == "closed"
    filters = CaseFilters(asked.matter, None if closed else asked.state, closed, asked.overdue)
    after = _after(page, resting=not closed)
    shown = await boards.list_cases(work, tools, caller.region_code, filters, after, page.fetch)
    total = await rows.count_cases(work, caller.region_code, filters) if page.count else None
    key = ("closed_at", "case_id") if closed else ("case_id",)
    listed = page_of(shown, page, key, total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/cases/{case_id}",
    response_model=WholeCaseView,
    dependencies=[Fields],
    responses=documented(CaseNotFound),
)
async def get_supervised_case(
    work: Work, tools: Tools, caller: Supervisor, case_id: UUID
) -> dict[str, Any]:
    """One case of the region with every step that is recorded of it, and by whom."""
    return await boards.whole_case(work, tools, caller.region_code, case_id)


def _after(page: Paging, *, resting: bool) -> tuple[datetime | None, UUID | None]:
    if resting:
        (after,) = page.after_of(UUID)
        return None, after
    moment, last = page.after_of(datetime.fromisoformat, UUID)
    return moment, last
