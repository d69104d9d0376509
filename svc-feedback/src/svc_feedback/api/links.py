"""Links for the gateway's walk from money to outcome; not routed from outside."""

from typing import Annotated

from fastapi import Path
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
    kind: links.Kind,
    about: Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")],
    work: Work,
    _: AnyCaller,
) -> LinksView:
    """What we know next to a thing; an anonymous review and its case do not lead to each other."""
    found = await links.list_links(work, kind, about)
    return LinksView(links=[LinkView(**link._asdict()) for link in found])
