"""Routes of monthly execution: publish a month, read the year's series."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.execution.execution_views import (
    ExecutionReportView,
    ExecutionRequest,
    ExecutionWholeView,
    ExecutionYearView,
    series_view,
    whole_view,
)
from svc_budget.api.tools import REGION_PATTERN, Finance, Region, Year
from svc_budget.domain.execution.reports import (
    CorrectionReasonMissing,
    ExecutionNotFound,
    ExecutionUnsound,
    NotTheFinanceDepartment,
)
from svc_budget.domain.execution.series import Side
from svc_budget.storage.execution import reports
from svc_budget.use_cases.execution import reports as use_cases
from svc_budget.use_cases.finance_departments import region_of_finance

router = edge_router("execution", prefix="/api/v1/budget/execution")
CREATED = 201


@router.get("", dependencies=[publicly(60), Fields])
async def show_execution(
    work: Work,
    _: AnyCaller,
    region_code: Region,
    year: Year,
    side: Annotated[Side | None, Query()] = None,
    key: Annotated[str | None, Query(max_length=100, description="科目编码或名称")] = None,
) -> ExecutionYearView:
    """A year month by month: cumulative, of the month, against budget, pace and last year."""
    found = await use_cases.show_series(work, region_code, year, side, key)
    return ExecutionYearView(
        region_code=region_code, year=year, items=[series_view(one) for one in found]
    )


@router.get(
    "/reports", response_model=Page[ExecutionReportView], dependencies=[publicly(60), Fields]
)
async def list_execution_reports(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    region_code: Annotated[str | None, Query(pattern=REGION_PATTERN)] = None,
    year: Annotated[int | None, Query(ge=1994, le=2200)] = None,
) -> Any:
    """Months that were published, the newest first, each in its current version."""
    after = page.after_of(int, int, UUID)
    rows = await reports.listed(work, region_code, year, after, page.fetch)
    total = await reports.counted(work, region_code, year) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("year", "month", "report_id"), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/reports/{report_id}",
    dependencies=[publicly(60), Fields],
    responses=documented(ExecutionNotFound),
)
async def get_execution_report(work: Work, _: AnyCaller, report_id: UUID) -> ExecutionWholeView:
    """One version of a month with its lines; former versions stay readable."""
    return whole_view(*await use_cases.show_month(work, report_id))


@router.post(
    "/reports",
    status_code=CREATED,
    responses=documented(ExecutionUnsound, CorrectionReasonMissing, NotTheFinanceDepartment),
)
async def publish_execution_report(
    work: Work, caller: Finance, body: ExecutionRequest
) -> ExecutionWholeView:
    """Publish a month of your region, or correct it with the reason."""
    region = await region_of_finance(work, caller)
    report_id = await use_cases.publish_month(work, region, body.report(), body.correction_reason)
    return whole_view(*await use_cases.show_month(work, report_id))
