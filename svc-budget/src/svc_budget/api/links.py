"""What funds and those they pay are connected with, for the gateway (internal)."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.links import LinksView, ThingId, others_id, own_id, some
from shared.problems import documented
from svc_budget.domain.allocations.allocations import AllocationNotFound
from svc_budget.domain.funds.funds import FundNotFound
from svc_budget.storage import links
from svc_budget.storage.funds import funds
from svc_budget.use_cases.allocations.following import FundNodeNotFound

router = edge_router("links", prefix="/links")


@router.get(
    "/{kind}/{thing_id}",
    responses=documented(FundNotFound, AllocationNotFound, FundNodeNotFound),
)
async def list_links(
    work: Work,
    _: AnyCaller,
    kind: Literal["fund", "allocation", "project", "recipient", "policy", "case", "document"],
    thing_id: ThingId,
) -> LinksView:
    """The connections of a fund, an allocation, a project or recipient; of others, if known."""
    match kind:
        case "fund":
            rows = await _of_fund(work, own_id(thing_id, FundNotFound))
        case "allocation":
            allocation_id = own_id(thing_id, AllocationNotFound)
            rows = some(await links.of_allocation(work, allocation_id), AllocationNotFound)
        case "document":
            rows = await links.of_document(work, thing_id)
        case "policy" | "case":
            rows = await _granted(work, kind, thing_id)
        case _:
            rows = some(await links.of_node(work, kind, thing_id), FundNodeNotFound)
    return LinksView.of(rows)


async def _of_fund(work: UnitOfWork, fund_id: UUID) -> Sequence[Row]:
    rows = await links.of_fund(work, fund_id)
    if not rows and await funds.with_id(work, fund_id) is None:
        raise FundNotFound
    return rows


async def _granted(
    work: UnitOfWork, kind: Literal["policy", "case"], thing_id: str
) -> Sequence[Row]:
    known = others_id(thing_id)
    if known is None:
        return []
    return await (links.of_policy if kind == "policy" else links.of_case)(work, known)
