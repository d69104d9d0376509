"""Routes of topics as everybody reads them, and what of them is due."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.tools import Staff, Tools
from svc_documents.api.topics.topic_views import (
    DraftsView,
    InterpretationsView,
    OverdueView,
    TopicRowView,
    TopicView,
    row_view,
    topic_view,
)
from svc_documents.domain.topics.topics import TopicKind, TopicNotFound, TopicPartNotFound
from svc_documents.storage.days import today_of
from svc_documents.storage.topics import interpretations
from svc_documents.storage.topics import topics as rows_of
from svc_documents.use_cases.documents.reading import DocumentNotFound, public_document
from svc_documents.use_cases.topics import pictures, topics
from svc_documents.use_cases.topics.overdue import due_for

router = edge_router("topics", prefix="/api/v1/topics")
documents_router = edge_router("topics", prefix="/api/v1/documents")
Year = Annotated[int | None, Query(ge=1949, le=2200, description="会议或发布的年份")]


@router.get(
    "",
    dependencies=[publicly(60), Fields],
    responses=documented(CursorInvalid),
)
async def list_topics(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    kind: TopicKind | None = None,
    year: Year = None,
) -> Page[TopicRowView]:
    """Topics, the newest first."""
    found, total = await topics.list_topics(work, kind, year, page)
    rows = [row_view(one).model_dump() for one in found]
    listed = page_of(rows, page, ("published_at", "topic_id"), total)
    link_next(request, response, listed)
    return Page[TopicRowView].model_validate(listed)


@router.get("/drafts", dependencies=[Fields])
async def list_topic_drafts(work: Work, caller: Staff) -> DraftsView:
    """What your organ has in hand."""
    found = await rows_of.drafts(work, caller.organ, caller.region_code)
    return DraftsView(items=[row_view(one) for one in found])


@router.get("/overdue", dependencies=[Fields])
async def list_overdue_topics(work: Work, tools: Tools, caller: Staff) -> OverdueView:
    """Infographics and interpretations that are due or late: your organ's; all for supervisors."""
    return OverdueView.model_validate(await due_for(work, tools, caller))


@router.get(
    "/{topic_id}",
    dependencies=[publicly(60), Fields],
    responses=documented(TopicNotFound),
)
async def get_topic(work: Work, tools: Tools, _: AnyCaller, topic_id: UUID) -> TopicView:
    """One topic with its parts."""
    topic = await topics.public_topic(work, topic_id)
    calendar = await tools.calendar(work)
    light = topic.infographic_light(today_of(work), calendar)
    return topic_view(topic, topic.infographic_due_on(calendar), light)


@router.get(
    "/{topic_id}/timeline",
    dependencies=[publicly(60), Fields],
    responses=documented(TopicNotFound),
)
async def get_topic_timeline(work: Work, _: AnyCaller, topic_id: UUID) -> TopicView:
    """The same with its parts in order of the days they became public."""
    topic = await topics.public_topic(work, topic_id)
    shown = [one for one in topic.parts if one.published_on is not None]
    shown.sort(key=lambda one: (one.published_on, one.position))
    return topic_view(topic, None, None, shown)


@router.get(
    "/{topic_id}/parts/{part_id}/picture",
    response_class=Response,
    responses=documented(TopicPartNotFound),
)
async def download_picture(
    work: Work, tools: Tools, _: AnyCaller, topic_id: UUID, part_id: UUID
) -> Response:
    """The picture of an infographic."""
    part = await pictures.public_picture(work, topic_id, part_id)
    return await download(tools.files, part.file, part.file_name, part.media_type)


@documents_router.get(
    "/{document_id}/interpretations",
    dependencies=[publicly(60), Fields],
    responses=documented(DocumentNotFound),
)
async def list_interpretations(work: Work, _: AnyCaller, document_id: UUID) -> InterpretationsView:
    """What interprets a document (解读), in order of time."""
    await public_document(work, document_id)
    rows = await interpretations.of_document(work, document_id)
    return InterpretationsView.model_validate({"items": [dict(row) for row in rows]})
