"""Routes of single documents."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.documents.document_views import DocumentView, document_view
from svc_documents.storage.days import today_of
from svc_documents.use_cases.documents import reading
from svc_documents.use_cases.documents.reading import DocumentNotFound

router = edge_router("documents", prefix="/api/v1/documents")
OnDay = Annotated[
    date | None,
    Query(alias="on", description="某一天的文本和效力；默认今天", examples=["2020-01-01"]),
]


@router.get(
    "/{document_id}",
    dependencies=[publicly(60), Fields],
    responses=documented(DocumentNotFound),
)
async def get_document(
    work: Work, _: AnyCaller, document_id: UUID, on: OnDay = None
) -> DocumentView:
    """One document with its elements and its effect on a day."""
    document = await reading.public_document(work, document_id)
    return document_view(document, on or today_of(work))
