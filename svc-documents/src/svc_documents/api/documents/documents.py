"""Routes of single documents."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import AwareDatetime

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields
from svc_documents.api.documents.document_views import (
    DocumentView,
    TextSummaryView,
    document_view,
)
from svc_documents.api.effects.daily import publicly_today
from svc_documents.api.library.counting import Counting
from svc_documents.api.papers.answers import answer_of
from svc_documents.api.papers.forms import Form, form_of
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import text_versions
from svc_documents.use_cases.documents import reading
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.effects import believing
from svc_documents.use_cases.texts.papers import paper

router = edge_router("documents", prefix="/api/v1/documents")
OnDay = Annotated[
    date | None,
    Query(alias="on", description="某一天的文本和效力；默认今天", examples=["2020-01-01"]),
]
KnownAt = Annotated[
    AwareDatetime | None,
    Query(description="按当时所知道的效力；默认按现在所知", examples=["2025-01-01T00:00:00+08:00"]),
]

AskedForm = Annotated[
    Form | None, Query(alias="format", description="形式；默认按 Accept", examples=["html"])
]
TEXT = {"schema": {"type": "string"}}
IN_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/html": TEXT,
            "text/markdown": TEXT,
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        }
    }
}


@router.get(
    "/{document_id}",
    dependencies=[publicly_today(60), Fields],
    response_model=DocumentView,
    responses=documented(DocumentNotFound) | IN_FORMS,
)
async def get_document(
    work: Work,
    _: AnyCaller,
    counting: Counting,
    document_id: UUID,
    request: Request,
    response: Response,
    on: OnDay = None,
    known: KnownAt = None,
    form: AskedForm = None,
) -> DocumentView | Response:
    """One document with its elements and its effect on a day, as it is or was known.

    As HTML, PDF or Markdown (by Accept, or `format`) it comes with its text; as JSON the text is
    at `/text`.
    """
    document = await reading.public_document(work, document_id)
    counting.count(document_id)
    if known is not None:
        await believing.believe_as_at(work, document, known)
    day, asked = on or today_of(work), form_of(request, form)
    response.headers["Vary"] = "Accept"
    if asked is not Form.JSON:
        return await answer_of(await paper(work, document, day), asked, response)
    replaced_by = await believing.name_of_ender(work, document)
    view = document_view(document, day, replaced_by)
    said = await text_versions.said_on(work, document_id, day)
    view.text = TextSummaryView(**said) if said else None
    return view
