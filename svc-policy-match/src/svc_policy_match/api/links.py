"""What policies and what they give are connected with, for the gateway (internal)."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from svc_policy_match.storage import links

router = edge_router("links", prefix="/links")
Kind = Literal["policy", "fund", "document", "matter", "case", "allocation"]
BY_ID = {
    "policy": links.of_policy, "fund": links.of_fund, "case": links.of_case,
    "allocation": links.of_allocation,
}  # fmt: skip


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


@router.get("/{kind}/{thing_id}")
async def list_links(
    work: Work,
    _: AnyCaller,
    kind: Kind,
    thing_id: Annotated[str, Path(max_length=500, pattern=r"^[^\x00]+$")],
) -> LinksView:
    """The connections of a thing; none of what is not known."""
    rows = await _rows(work, kind, thing_id)
    return LinksView(links=[Link(**row) for row in rows])


async def _rows(work: UnitOfWork, kind: Kind, thing_id: str) -> Sequence[Row]:
    if kind == "document":
        return await links.of_document(work, thing_id)
    if kind == "matter":
        return await links.of_matter(work, thing_id)
    try:
        return await BY_ID[kind](work, UUID(thing_id))
    except ValueError:
        return []
