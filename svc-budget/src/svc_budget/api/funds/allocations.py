"""Routes of allocations: who gave whom how much, what arrived, what was paid, where it goes."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag, publicly
from shared.refusals import PreconditionMissing, Stale
from svc_budget.api.funds.allocation_views import (
    AllocationCorrectionRequest,
    AllocationPaidRequest,
    AllocationReceivedRequest,
    AllocationsRequest,
    AllocationView,
    AllocationWholeView,
    allocation_view,
    whole_allocation_view,
)
from svc_budget.api.funds.flow_views import FundFlowView, FundYearView, flow_view, year_view
from svc_budget.api.tools import Finance, Tools, Year
from svc_budget.domain.allocations.allocations import (
    Allocation,
    AllocationNotAcknowledged,
    AllocationNotFound,
    AllocationNotPaid,
    AllocationReasonMissing,
    AllocationsUnsound,
)
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind
from svc_budget.domain.funds.funds import FundNotFound
from svc_budget.storage.allocations import allocations, nodes
from svc_budget.use_cases.allocations import entering, following
from svc_budget.use_cases.allocations.entering import NotTheGiver
from svc_budget.use_cases.allocations.following import FundNodeNotFound
from svc_budget.use_cases.funds.whose import known

router = edge_router("funds", prefix="/api/v1/budget/funds/{fund_id}")
one_router = edge_router("funds", prefix="/api/v1/budget/allocations/{allocation_id}")
CREATED = 201
KEY = ("year", "allocated_on", "allocation_id")
ROOT = r"^(region|unit|project|recipient):[A-Za-z0-9._-]{1,40}$"
SAID = (AllocationNotFound, AllocationReasonMissing, Stale, PreconditionMissing)


@router.get(
    "/allocations",
    response_model=Page[AllocationView],
    dependencies=[publicly(60), Fields],
    responses=documented(FundNotFound),
)
async def list_allocations(
    work: Work,
    _: AnyCaller,
    fund_id: UUID,
    page: Paging,
    request: Request,
    response: Response,
    year: Annotated[int | None, Query(ge=1994, le=2200)] = None,
    source: Annotated[str | None, Query(pattern=ROOT, examples=["region:431200"])] = None,
    target_kind: Annotated[NodeKind | None, Query()] = None,
) -> Any:
    """Allocations of a fund, the newest first."""
    await known(work, fund_id)
    kind, _colon, node_id = (source or "").partition(":")
    wanted = (fund_id, year, kind or None, node_id or None, target_kind and target_kind.value)
    after = page.after_of(int, date.fromisoformat, UUID)
    found = await allocations.listed(work, wanted, after, page.fetch)
    names = await nodes.with_keys(work, following.ends_of(found))
    total = await allocations.counted(work, wanted) if page.count else None
    rows = [allocation_view(one, names).model_dump() for one in found]
    listed = page_of(rows, page, KEY, total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/allocations",
    status_code=CREATED,
    responses=documented(FundNotFound, AllocationsUnsound, NotTheGiver),
)
async def allocate(
    work: Work, caller: Finance, fund_id: UUID, body: AllocationsRequest
) -> list[AllocationView]:
    """Enter what was allocated, all or none."""
    made, named = body.read(fund_id)
    entered = await entering.allocate(work, caller, fund_id, made, named)
    names = await nodes.with_keys(work, following.ends_of(entered))
    return [allocation_view(one, names) for one in entered]


@router.get("/balances", dependencies=[publicly(60), Fields], responses=documented(FundNotFound))
async def show_balances(
    work: Work, office: Tools, _: AnyCaller, fund_id: UUID, year: Year
) -> FundYearView:
    """Every balance of a year, what does not add up, and who passed the money on in time."""
    return year_view(fund_id, await following.show_year(work, office.duties, fund_id, year))


@router.get(
    "/flow",
    dependencies=[publicly(60), Fields],
    responses=documented(FundNotFound, FundNodeNotFound),
)
async def show_flow(
    work: Work,
    _: AnyCaller,
    fund_id: UUID,
    year: Year,
    top: Annotated[int, Query(ge=1, le=50, description="每一级最多单列几个")] = 10,
    root: Annotated[str | None, Query(pattern=ROOT, description="只看这一个以下的流向")] = None,
) -> FundFlowView:
    """Where the money goes: the largest of each level, the others together, what is left."""
    return flow_view(fund_id, await following.show_flow(work, fund_id, year, top, _key(root)))


@one_router.get("", dependencies=[publicly(60), Fields], responses=documented(AllocationNotFound))
async def get_allocation(work: Work, _: AnyCaller, allocation_id: UUID) -> AllocationWholeView:
    """One allocation with every version and the reasons of corrections."""
    one = await allocations.with_id(work, allocation_id)
    if one is None:
        raise AllocationNotFound
    names = await nodes.with_keys(work, following.ends_of([one]))
    return whole_allocation_view(one, names, await allocations.versions(work, allocation_id))


@one_router.post("/correct", responses=documented(*SAID))
async def correct_allocation(
    work: Work,
    caller: Finance,
    allocation_id: UUID,
    body: AllocationCorrectionRequest,
    if_match: IfMatch,
    response: Response,
) -> AllocationView:
    """Correct an allocation with a public reason."""
    one = await entering.correct(
        work, caller, allocation_id, body.amount, body.document, body.allocated_on, body.reason,
        if_match,
    )  # fmt: skip
    return await _said(work, one, response)


@one_router.post("/acknowledge", responses=documented(*SAID, AllocationNotAcknowledged))
async def acknowledge_allocation(
    work: Work,
    caller: Finance,
    allocation_id: UUID,
    body: AllocationReceivedRequest,
    if_match: IfMatch,
    response: Response,
) -> AllocationView:
    """Say how much has arrived by now."""
    one = await entering.acknowledge(
        work, caller, allocation_id, body.received, body.received_on, body.reason, if_match
    )
    return await _said(work, one, response)


@one_router.post("/pay", responses=documented(*SAID, AllocationNotPaid))
async def pay_allocation(
    work: Work,
    caller: Finance,
    allocation_id: UUID,
    body: AllocationPaidRequest,
    if_match: IfMatch,
    response: Response,
) -> AllocationView:
    """Say how much has been paid by now."""
    one = await entering.pay(
        work, caller, allocation_id, body.paid, body.paid_on, body.reason, if_match
    )
    return await _said(work, one, response)


async def _said(work: Work, one: Allocation, response: Response) -> AllocationView:
    response.headers["ETag"] = etag(one.version)
    return allocation_view(one, await nodes.with_keys(work, following.ends_of([one])))


def _key(root: str | None) -> NodeKey | None:
    if root is None:
        return None
    kind, _colon, node_id = root.partition(":")
    return NodeKey(NodeKind(kind), node_id)
