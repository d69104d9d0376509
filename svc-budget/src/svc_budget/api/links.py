"""What funds and those they pay are connected with, for the gateway (internal)."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.refusals import NotFound
from svc_budget.domain.allocations.allocations import AllocationNotFound
from svc_budget.domain.funds.funds import FundNotFound
from svc_budget.storage import links
from svc_budget.storage.funds import funds
from svc_budget.use_cases.allocations.following import FundNodeNotFound

router = edge_router("links", prefix="/links")
ThingId = Annotated[str, Path(max_length=500, pattern=r"^[^\x00]+$")]


class Link(BaseModel):
    """One connection."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


class LinksView(BaseModel):
    """All connections of one thing."""

    links: list[Link]


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
            rows = await _of_fund(work, _id(thing_id, FundNotFound))
        case "allocation":
            allocation_id = _id(thing_id, AllocationNotFound)
            rows = _some(await links.of_allocation(work, allocation_id), AllocationNotFound)
        case "document":
            rows = await links.of_document(work, thing_id)
        case "policy" | "case":
            rows = await _granted(work, kind, thing_id)
        case _:
            rows = _some(await links.of_node(work, kind, thing_id), FundNodeNotFound)
    return LinksView(links=[Link(**row) for row in rows])


async def _of_fund(work: UnitOfWork, fund_id: UUID) -> Sequence[Row]:
    rows = await links.of_fund(work, fund_id)
    if not rows and await funds.with_id(work, fund_id) is None:
        raise FundNotFound
    return rows


def _some(rows: Sequence[Row], otherwise: type[NotFound]) -> Sequence[Row]:
    if not rows:
        raise otherwise
    return rows


async def _granted(
    work: UnitOfWork, kind: Literal["policy", "case"], thing_id: str
) -> Sequence[Row]:
    try:
        known = UUID(thing_id)
    except ValueError:
        return []
    return await (links.of_policy if kind == "policy" else links.of_case)(work, known)


def _id(text: str, otherwise: type[NotFound]) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise otherwise from fault
