"""Routes of random inspections."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller, Caller, role
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.inspections.inspection_views import (
    CancellationRequest,
    DrawRequest,
    DrawView,
    InspectionRequest,
    InspectionResultRequest,
    InspectionResultView,
    InspectionView,
    OverdueResultView,
    draw_view,
    inspection_of,
    result_of,
)
from svc_documents.api.tools import Tools
from svc_documents.domain.inspections.plans import (
    InspectionNotDrawable,
    InspectionNotFound,
    InspectionPlanInvalid,
    InspectionState,
    NotDrawnForInspection,
    PublicNumberNotKnown,
)
from svc_documents.domain.inspections.registers import (
    Group,
    InspectionObject,
    Inspector,
    Registers,
)
from svc_documents.domain.inspections.results import light
from svc_documents.storage.days import today_of
from svc_documents.storage.inspections import plans, results
from svc_documents.use_cases.inspections import drawing
from svc_documents.use_cases.inspections import results as telling
from svc_documents.use_cases.inspections.drawing import PlannedInspection
from svc_documents.use_cases.inspections.results import Finding

router = edge_router("inspections", prefix="/api/v1/inspections")
Planner = Annotated[Caller, Depends(role("editor", "approver", "admin"))]
NOT_THERE = documented(InspectionNotFound)


@router.get(
    "", response_model=Page[InspectionView], dependencies=[publicly(60), Fields]
)  # fmt: skip
async def list_inspections(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    organ_id: UUID | None = None,
    region: Annotated[str | None, Query(max_length=12, examples=["431202"])] = None,
    state: InspectionState | None = None,
) -> dict[str, Any]:
    """Inspections, the newest first."""
    wanted = (organ_id, region, state)
    (before,) = page.after_of(UUID)
    rows = await plans.listed(work, wanted, before, page.fetch)
    total = await plans.counted(work, wanted) if page.count else None
    listed = page_of([inspection_of(row) for row in rows], page, ("inspection_id",), total)
    link_next(request, response, listed)
    return listed


@router.post("", status_code=201, responses=documented(InspectionPlanInvalid))
async def announce_inspection(
    work: Work, tools: Tools, caller: Planner, body: InspectionRequest
) -> InspectionView:
    """Announce an inspection: the registers are frozen and a commitment is told."""
    planned = PlannedInspection(
        registers=_registers(body),
        **body.model_dump(
            include={
                "title", "matter", "basis", "inspect_from", "inspect_until", "beacon", "beacon_on",
            }
        ),
    )  # fmt: skip
    inspection_id = await drawing.announce_inspection(work, tools, caller, planned)
    return await _view(work, inspection_id)


@router.get("/overdue", response_model=Page[OverdueResultView], dependencies=[Fields])
async def list_overdue_inspection_results(
    work: Work, caller: Planner, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """Results my organ should have told by now."""
    today = today_of(work)
    after = page.after_of(date.fromisoformat, UUID, str)
    rows = await results.overdue(work, caller.organ, today, after, page.fetch)
    total = await results.count_overdue(work, caller.organ, today) if page.count else None
    key = ("due_on", "inspection_id", "object_id")
    listed = page_of([dict(row) for row in rows], page, key, total)
    link_next(request, response, listed)
    return listed


@router.get("/{inspection_id}", dependencies=[publicly(60), Fields], responses=NOT_THERE)
async def get_inspection(work: Work, _: AnyCaller, inspection_id: UUID) -> InspectionView:
    """One inspection."""
    return await _view(work, inspection_id)


@router.get("/{inspection_id}/draw", dependencies=[publicly(60), Fields], responses=NOT_THERE)
async def get_inspection_draw(work: Work, _: AnyCaller, inspection_id: UUID) -> DrawView:
    """Registers and draw, whole, so that anybody can draw again (docs/inspections.md)."""
    row = await drawing.shown_inspection(work, inspection_id)
    return draw_view(row, await results.drawn(work, inspection_id))


@router.post(
    "/{inspection_id}/draw",
    responses=documented(InspectionNotFound, InspectionNotDrawable, PublicNumberNotKnown),
)
async def draw_inspection(
    work: Work, tools: Tools, caller: Planner, inspection_id: UUID, body: DrawRequest
) -> DrawView:
    """Draw with the public number, once and for good."""
    await drawing.draw_inspection(
        work, tools, caller, inspection_id, body.public_value, body.source
    )
    row = await drawing.shown_inspection(work, inspection_id)
    return draw_view(row, await results.drawn(work, inspection_id))


@router.post(
    "/{inspection_id}/cancel", responses=documented(InspectionNotFound, InspectionNotDrawable)
)
async def cancel_inspection(
    work: Work, tools: Tools, caller: Planner, inspection_id: UUID, body: CancellationRequest
) -> InspectionView:
    """Give the plan up before it is drawn, with a reason."""
    await drawing.cancel_inspection(work, tools, caller, inspection_id, body.reason)
    return await _view(work, inspection_id)


@router.get(
    "/{inspection_id}/results",
    response_model=Page[InspectionResultView],
    dependencies=[publicly(60), Fields],
    responses=NOT_THERE,
)
async def list_inspection_results(
    work: Work,
    tools: Tools,
    _: AnyCaller,
    inspection_id: UUID,
    page: Paging,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """Who was drawn, by whom they are inspected, and what was found."""
    await drawing.shown_inspection(work, inspection_id)
    (after,) = page.after_of(int)
    rows = await results.listed(work, inspection_id, after or 0, page.fetch)
    total = await results.counted(work, inspection_id) if page.count else None
    calendar, today = await tools.calendar(work), today_of(work)
    shown = [
        result_of(row, "done" if row["number"] else light(calendar, today, row["due_on"]))
        for row in rows
    ]
    listed = page_of(shown, page, ("position",), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/{inspection_id}/results",
    status_code=201,
    responses=documented(InspectionNotFound, NotDrawnForInspection, InspectionPlanInvalid),
)
async def publish_inspection_result(
    work: Work, tools: Tools, caller: Planner, inspection_id: UUID, body: InspectionResultRequest
) -> InspectionView:
    """Tell what was found at one object; a correction gives its reason."""
    found = Finding(
        body.object_id, body.outcome, body.inspected_on, body.finding, body.correction
    )  # fmt: skip
    await telling.publish_inspection_result(work, tools, caller, inspection_id, found)
    return await _view(work, inspection_id)


async def _view(work: Work, inspection_id: UUID) -> InspectionView:
    row = await drawing.shown_inspection(work, inspection_id)
    return InspectionView(**inspection_of(row))


def _registers(body: InspectionRequest) -> Registers:
    return Registers(
        groups=tuple(Group(**one.model_dump()) for one in body.groups),
        inspectors_each=body.inspectors_each,
        objects=tuple(InspectionObject(**one.model_dump()) for one in body.objects),
        inspectors=tuple(Inspector(**one.model_dump()) for one in body.inspectors),
        conflicts=tuple(dict.fromkeys(body.conflicts)),
    )
