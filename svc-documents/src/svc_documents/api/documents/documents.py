"""Routes of single documents."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields
from svc_documents.api.documents.document_views import DocumentView, document_view
from svc_documents.api.effects.daily import publicly_today
from svc_documents.storage.days import today_of
from svc_documents.use_cases.documents import reading
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.effects import believing

router = edge_router("documents", prefix="/api/v1/documents")
OnDay = Annotated[
    date | None,
    Query(alias="on", description="某一天的文本和效力；默认今天", examples=["2020-01-01"]),
]
KnownAt = Annotated[
    AwareDatetime | None,
    Query(description="按当时所知道的效力；默认按现在所知", examples=["2025-01-01T00:00:00+08:00"]),
]


@router.get(
    "/{document_id}",
    dependencies=[publicly_today(60), Fields],
    responses=documented(DocumentNotFound),
)
async def get_document(
    work: Work, _: AnyCaller, document_id: UUID, on: OnDay = None, known: KnownAt = None
) -> DocumentView:
    """One document with its elements and its effect on a day, as it is or was known."""
    document = await reading.public_document(work, document_id)
    if known is not None:
        await believing.believe_as_at(work, document, known)
    replaced_by = await believing.name_of_ender(work, document)
    return document_view(document, on or today_of(work), replaced_by)
