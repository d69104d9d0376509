"""What a case or a matter is connected with, for the gateway's trace and graph (internal)."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.storage import links

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


@router.get("/{kind}/{thing_id}", responses=documented(CaseNotFound))
async def list_links(
    work: Work, _: AnyCaller, kind: Literal["case", "matter"], thing_id: str
) -> LinksView:
    """The connections of a case or of a matter; none of what is not known."""
    if kind == "case":
        rows = await links.of_case(work, _case_id(thing_id))
    else:
        rows = await links.of_matter(work, thing_id)
    return LinksView(links=[Link(**row) for row in rows])


def _case_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise CaseNotFound from fault
