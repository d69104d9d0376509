"""Routes of clean-ups (清理), and of the amendments they gave time for."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.effects.clean_up_views import (
    AmendmentDueView,
    CarryOutRequest,
    CleanUpDetailView,
    CleanUpItemView,
    CleanUpRequest,
    CleanUpView,
    PlannedView,
    PlanView,
)
from svc_documents.api.effects.daily import publicly_today
from svc_documents.api.effects.true_moment import AtTheEarlierMoment
from svc_documents.api.tools import Registrar
from svc_documents.domain.effects.clean_ups import Verdict
from svc_documents.domain.effects.lights import light_of
from svc_documents.storage.days import day_of, today_of
from svc_documents.storage.effects import clean_ups
from svc_documents.storage.effects.clean_ups import Due
from svc_documents.use_cases.effects import cleaning_up
from svc_documents.use_cases.effects.cleaning_up import (
    CleanUpNotFound,
    CleanUpUnsound,
    OutsideTheRegion,
    PlanChanged,
)

router = edge_router("clean-ups", prefix="/api/v1/documents", dependencies=[AtTheEarlierMoment])
CREATED = 201


@router.post("/clean-ups/preview", responses=documented(CleanUpUnsound, OutsideTheRegion))
async def preview_clean_up(work: Work, caller: Registrar, body: CleanUpRequest) -> PlanView:
    """What a clean-up would do to every document in its scope; changes nothing (预览)."""
    plan = await cleaning_up.plan_clean_up(work, caller, body.clean_up(), body.listed())
    items = [PlannedView.model_validate(one) for one in plan.items]
    return PlanView(plan=plan.fingerprint, counts=plan.counts, items=items)


@router.post(
    "/clean-ups",
    status_code=CREATED,
    responses=documented(CleanUpUnsound, OutsideTheRegion, PlanChanged),
)
async def carry_out_clean_up(
    work: Work, caller: Registrar, body: CarryOutRequest
) -> CleanUpDetailView:
    """Carry out a clean-up that was looked at, whole or not at all (公布清理结果)."""
    plan = await cleaning_up.carry_out_clean_up(
        work, caller, body.clean_up(), body.listed(), body.plan
    )
    return await _detail(work, plan.clean_up.clean_up_id)


@router.get("/clean-ups", response_model=Page[CleanUpView], dependencies=[publicly(300), Fields])
async def list_clean_ups(
    work: Work, _: AnyCaller, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """Clean-ups, the newest first."""
    (after,) = page.after_of(UUID)
    rows = await clean_ups.listed(work, after, page.fetch)
    total = await clean_ups.counted(work) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("clean_up_id",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/clean-ups/{clean_up_id}",
    dependencies=[publicly(300), Fields],
    responses=documented(CleanUpNotFound),
)
async def get_clean_up(work: Work, _: AnyCaller, clean_up_id: UUID) -> CleanUpDetailView:
    """One clean-up, and how many documents have which verdict."""
    return await _detail(work, clean_up_id)


@router.get(
    "/clean-ups/{clean_up_id}/items",
    response_model=Page[CleanUpItemView],
    dependencies=[publicly(300), Fields],
    responses=documented(CleanUpNotFound),
)
async def list_clean_up_items(
    work: Work,
    _: AnyCaller,
    clean_up_id: UUID,
    page: Paging,
    request: Request,
    response: Response,
    verdict: Verdict | None = None,
) -> dict[str, Any]:
    """What a clean-up decided of each document."""
    await _detail(work, clean_up_id)
    (after,) = page.after_of(UUID)
    rows = await clean_ups.items(work, clean_up_id, verdict, after, page.fetch)
    total = await clean_ups.items_counted(work, clean_up_id, verdict) if page.count else None
    shown = [{**row, "verdict_title": Verdict(row["verdict"]).label} for row in rows]
    listed = page_of(shown, page, ("document_id",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/amendments-due",
    response_model=Page[AmendmentDueView],
    dependencies=[publicly_today(60), Fields],
)
async def list_amendments_due(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    organ_id: UUID | None = None,
    *,
    overdue: Annotated[bool, Query(description="只要逾期的")] = False,
) -> dict[str, Any]:
    """Documents a clean-up gave time to amend and that are not amended yet, the latest first."""
    wanted = Due(today_of(work), organ_id, overdue)
    amend_by, document_id = page.after_of(day_of, UUID)
    rows = await clean_ups.due(work, wanted, (amend_by, document_id), page.fetch)
    total = await clean_ups.due_counted(work, wanted) if page.count else None
    shown = [{**row, "light": light_of(row["amend_by"], wanted.today)} for row in rows]
    listed = page_of(shown, page, ("amend_by", "document_id"), total)
    link_next(request, response, listed)
    return listed


async def _detail(work: Work, clean_up_id: UUID) -> CleanUpDetailView:
    row = await clean_ups.with_id(work, clean_up_id)
    if row is None:
        raise CleanUpNotFound
    return CleanUpDetailView(**row, counts=await clean_ups.counts(work, clean_up_id))
