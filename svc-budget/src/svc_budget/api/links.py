"""What funds and those they pay are connected with, for the gateway (internal)."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.refusals import NotFound
from svc_budget.domain.allocations.allocations import AllocationNotFound
from svc_budget.domain.funds.funds import FundNotFound
from svc_budget.storage import links

router = edge_router("links", prefix="/links")


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


@router.get("/{kind}/{thing_id}", responses=documented(FundNotFound, AllocationNotFound))
async def list_links(
    work: Work,
    _: AnyCaller,
    kind: Literal["fund", "allocation", "project", "recipient"],
    thing_id: str,
) -> LinksView:
    """The connections of a fund, an allocation, a project or a recipient; none if not known."""
    match kind:
        case "fund":
            rows = await links.of_fund(work, _id(thing_id, FundNotFound))
        case "allocation":
            rows = await links.of_allocation(work, _id(thing_id, AllocationNotFound))
        case _:
            rows = await links.of_node(work, kind, thing_id)
    return LinksView(links=[Link(**row) for row in rows])


def _id(text: str, otherwise: type[NotFound]) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise otherwise from fault
