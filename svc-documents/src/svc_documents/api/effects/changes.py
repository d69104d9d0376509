"""Routes of the feed of effect changes."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from shared.database import Row
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import Moment
from shared.office_hours import moment_of
from shared.pages import Page, Paging, link_next, page_of
from shared.reading import Fields, publicly
from svc_documents.api.documents.document_views import NameView
from svc_documents.domain.effects.effects import Effect
from svc_documents.storage.effects import feed
from svc_documents.storage.effects.feed import Wanted

router = edge_router("effects", prefix="/api/v1/documents")


class ChangeView(BaseModel):
    """The effect of a document became another."""

    position: int = Field(description="顺序号，只增不减；可作 after")
    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    effect_before: Effect | None
    effect: Effect
    effect_title: str = Field(examples=["失效"])
    since: date = Field(description="从哪一天起")
    reason: str
    replaced_by: NameView | None
    told_at: Moment


@router.get("/changes", response_model=Page[ChangeView], dependencies=[publicly(5), Fields])
async def list_effect_changes(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    since: Annotated[date | None, Query(description="这一天起公布的变动")] = None,
    after: Annotated[int, Query(ge=0, description="接着哪个顺序号，用于持续跟踪")] = 0,
    effect: Effect | None = None,
    document_id: UUID | None = None,
) -> dict[str, Any]:
    """Every change of effect in the order it was told in, so that nobody who follows misses one."""
    wanted = Wanted(moment_of(since, 0) if since else None, effect, document_id)
    (position,) = page.after_of(int)
    rows = await feed.listed(work, wanted, max(position or 0, after), page.fetch)
    total = await feed.counted(work, wanted) if page.count else None
    listed = page_of([_view(row) for row in rows], page, ("position",), total)
    link_next(request, response, listed)
    return listed


def _view(row: Row) -> dict[str, Any]:
    ender = None
    if row["ender_id"] is not None and row["effect"] == Effect.REPLACED:
        ender = {
            "document_id": row["ender_id"], "document_no": row["ender_no"],
            "title": row["ender_title"],
        }  # fmt: skip
    title = Effect(row["effect"]).label
    return {**row, "effect_title": title, "replaced_by": ender}
