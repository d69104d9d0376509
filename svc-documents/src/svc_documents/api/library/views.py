"""Routes of views: how often a document is read, and which are read most."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import Moment
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.library.counting import Counting
from svc_documents.storage.days import today_of
from svc_documents.storage.library import views
from svc_documents.use_cases.documents import reading
from svc_documents.use_cases.documents.reading import DocumentNotFound

router = edge_router("views", prefix="/api/v1/documents")


class ViewsView(BaseModel):
    """How often a document was read; the last seconds may still be missing."""

    document_id: UUID
    views: int = Field(description="累计阅读次数", examples=[1024])
    last_30_days: int = Field(description="最近三十天")
    counted_at: Moment | None = Field(description="最近一次计入的时间")


class ViewedDocumentView(BaseModel):
    """A document that is read much."""

    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    issued_on: date | None
    views: int = Field(description="这些天的阅读次数")


@router.get(
    "/most-viewed", dependencies=[publicly(60), Fields], responses=documented(CursorInvalid)
)
async def list_most_viewed_documents(
    request: Request,
    response: Response,
    work: Work,
    _: AnyCaller,
    paged: Paging,
    days: Annotated[int, Query(ge=1, le=366, description="最近几天")] = 30,
) -> Page[ViewedDocumentView]:
    """What people read most these days, the most read first."""
    after = paged.after_of(int, UUID)
    rows = await views.most_viewed(work, today_of(work), days, after, paged.fetch)
    page: dict[str, Any] = page_of([dict(row) for row in rows], paged, ("views", "document_id"))
    link_next(request, response, page)
    return Page[ViewedDocumentView].model_validate(page)


@router.get(
    "/{document_id}/views",
    dependencies=[publicly(5), Fields],
    responses=documented(DocumentNotFound),
)
async def get_document_views(work: Work, _: AnyCaller, document_id: UUID) -> ViewsView:
    """How often a document was read."""
    await reading.public_document(work, document_id)
    counted = await views.of_document(work, document_id, today_of(work))
    return ViewsView(
        document_id=document_id, views=counted.views, last_30_days=counted.last_30_days,
        counted_at=counted.counted_at,
    )  # fmt: skip


@router.post(
    "/{document_id}/views", status_code=202, response_class=Response,
    responses=documented(DocumentNotFound),
)  # fmt: skip
async def report_document_view(
    work: Work, _: AnyCaller, counting: Counting, document_id: UUID
) -> Response:
    """A page that showed a copy it had already (a cache, a kiosk) says that it was read."""
    await reading.public_document(work, document_id)
    counting.count(document_id)
    return Response(status_code=202)
