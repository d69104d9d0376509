"""Follow links between a case and its review; an anonymous review has none."""

from typing import NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.levels import Level
from svc_feedback.storage import reviews


class Link(NamedTuple):
    """One step of the walk from money to outcome."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


async def list_links(work: UnitOfWork, kind: str, about: UUID) -> list[Link]:
    """What we know next to a case or a review."""
    if kind == "case":
        return [_review(row) for row in await reviews.named_of_case(work, about)]
    case = await reviews.case_of_named(work, about)
    return [] if case is None else [_case(case)]


def _review(row: Row) -> Link:
    review_id = str(row["review_id"])
    title = f"评价：{Level(row['level']).title}"
    return Link("reviewed_by", "review", review_id, title, f"/api/v1/reviews/{review_id}")


def _case(row: Row) -> Link:
    case_id = str(row["case_id"])
    title = f"{row['matter_name']}（{row['case_no']}）"
    return Link("reviews", "case", case_id, title, f"/api/v1/cases/{case_id}")
