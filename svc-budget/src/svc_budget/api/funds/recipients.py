"""The reverse view: from a region, unit, project or recipient to all its sources."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request, Response
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.funds.allocation_views import AllocationView, allocation_view
from svc_budget.api.money import yuan
from svc_budget.domain.allocations.nodes import NodeKind
from svc_budget.domain.funds.funds import Category
from svc_budget.use_cases.allocations import following
from svc_budget.use_cases.allocations.following import FundNodeNotFound

router = edge_router("funds", prefix="/api/v1/budget/recipients")
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,40}$", examples=["431202"])]


class SourceOfFundsView(BaseModel):
    """What a node got of one fund in one year, and every step the money came by."""

    fund_id: UUID
    fund_name: str
    category: Category
    year: int
    amount: str
    received: str
    paid: str
    ways: list[AllocationView] = Field(description="从年度预算到这里的每一笔分配")


@router.get(
    "/{node_id}/funds",
    response_model=Page[SourceOfFundsView],
    dependencies=[publicly(60), Fields],
    responses=documented(FundNodeNotFound),
)
async def trace_sources(
    work: Work,
    _: AnyCaller,
    node_id: Id,
    page: Paging,
    request: Request,
    response: Response,
    kind: Annotated[NodeKind | None, Query(description="编号在几类中都有时说明是哪一类")] = None,
    year: Annotated[int | None, Query(ge=1994, le=2200)] = None,
) -> Any:
    """All funds a region, unit, project or recipient got money of, the newest year first."""
    node = await following.node_named(work, node_id, kind)
    after = page.after_of(int, UUID)
    found = await following.trace_sources(work, node, year, after, page.fetch)
    rows = [
        {
            **dict(row), **{name: yuan(row[name]) for name in ("amount", "received", "paid")},
            "ways": [
                allocation_view(one, found.nodes)
                for one in found.ways.get((row["fund_id"], row["year"]), ())
            ],
        }
        for row in found.rows
    ]  # fmt: skip
    listed = page_of(rows, page, ("year", "fund_id"))
    link_next(request, response, listed)
    return listed
