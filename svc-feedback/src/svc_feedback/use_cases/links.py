"""Follow links between matters, projects, cases, reviews and what they changed."""

from collections.abc import Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.links import others_id
from svc_feedback.domain.bad_reviews.reasons import BadReviewNotFound
from svc_feedback.domain.levels import Level
from svc_feedback.domain.reviews import ReviewNotFound
from svc_feedback.storage import links, reviews

Kind = Literal["case", "review", "matter", "project", "bad_review"]


class Link(NamedTuple):
    """One step of the walk from money to outcome."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


async def list_links(work: UnitOfWork, kind: Kind, about: str) -> list[Link]:
    """What we know next to a thing; of others' things we do not know, nothing.

    Refused with ReviewNotFound or BadReviewNotFound when it is not public.
    """
    match kind:
        case "matter" | "project":
            rows = await links.of_matter(work, about)
        case "case":
            rows = await _of_case(work, others_id(about))
        case "review":
            rows = await _of_review(work, others_id(about))
        case "bad_review":
            rows = await _of_bad_review(work, others_id(about))
    return [_link(row) for row in rows]


async def _of_case(work: UnitOfWork, case_id: UUID | None) -> Sequence[Row]:
    return [] if case_id is None else await links.of_case(work, case_id)


async def _of_review(work: UnitOfWork, review_id: UUID | None) -> Sequence[Row]:
    if review_id is None or await reviews.by_id(work, review_id) is None:
        raise ReviewNotFound
    return await links.of_review(work, review_id)


async def _of_bad_review(work: UnitOfWork, bad_review_id: UUID | None) -> Sequence[Row]:
    rows = [] if bad_review_id is None else await links.of_bad_review(work, bad_review_id)
    if not rows:
        raise BadReviewNotFound
    return rows


def _link(row: Row) -> Link:
    level = row["level"]
    title = row["title"] if level is None else f"评价：{Level(level).title}"
    return Link(row["rel"], row["kind"], row["id"], title, row["href"])
