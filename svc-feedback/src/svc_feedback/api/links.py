"""Links for the gateway's walk from money to outcome; not routed from outside."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from svc_feedback.use_cases import links

router = edge_router("links", prefix="/links")


class LinkView(BaseModel):
    """One step of the walk."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


class LinksView(BaseModel):
    """Everything we know next to a thing."""

    links: list[LinkView]


@router.get("/{kind}/{about}", include_in_schema=False)
async def list_links(
    kind: Literal["case", "review"], about: UUID, work: Work, _: AnyCaller
) -> LinksView:
    """What we know next to a case or a review; anonymous reviews are left out."""
    found = await links.list_links(work, kind, about)
    return LinksView(links=[LinkView(**link._asdict()) for link in found])
