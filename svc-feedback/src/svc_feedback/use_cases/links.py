"""Follow links between matters, cases, reviews and what they changed."""

from typing import Literal, NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.levels import Level
from svc_feedback.storage import links

Kind = Literal["case", "review", "matter", "bad_review"]
BY_ID = {"case": links.of_case, "review": links.of_review, "bad_review": links.of_bad_review}


class Link(NamedTuple):
    """One step of the walk from money to outcome."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


async def list_links(work: UnitOfWork, kind: Kind, about: str) -> list[Link]:
    """What we know next to a thing; none of what we do not know."""
    if kind == "matter":
        return [_link(row) for row in await links.of_matter(work, about)]
    try:
        thing_id = UUID(about)
    except ValueError:
        return []
    return [_link(row) for row in await BY_ID[kind](work, thing_id)]


def _link(row: Row) -> Link:
    level = row["level"]
    title = row["title"] if level is None else f"评价：{Level(level).title}"
    return Link(row["rel"], row["kind"], row["id"], title, row["href"])
