"""Routes of corrections (勘误)."""

import asyncio
from typing import Any
from uuid import UUID

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.documents.document_views import DocumentView, document_view
from svc_documents.api.documents.draft_requests import CorrectionRequest
from svc_documents.api.documents.draft_views import CorrectionView
from svc_documents.api.documents.drafts import Desk
from svc_documents.api.effects.true_moment import AtTheEarlierMoment
from svc_documents.api.tools import Tools
from svc_documents.domain.documents.correcting import NothingToCorrect, NotPublished
from svc_documents.domain.documents.correcting_dates import DatesUnsound
from svc_documents.domain.effects.terms import TermTooLong
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import corrections
from svc_documents.use_cases.documents import correcting, reading
from svc_documents.use_cases.documents.entering import NewText
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.documents.registering import NumberTaken, NumberUnusable

router = edge_router(
    "documents", prefix="/api/v1/documents/{document_id}", dependencies=[AtTheEarlierMoment]
)


@router.post(
    "/correct",
    responses=documented(
        DocumentNotFound,
        NotPublished,
        NothingToCorrect,
        NumberUnusable,
        NumberTaken,
        DatesUnsound,
        TermTooLong,
    ),
)
async def correct_document(
    work: Work,
    office: Tools,
    caller: Desk,
    document_id: UUID,
    body: CorrectionRequest,
) -> DocumentView:
    """Correct a published document: what was stays to be seen, the reason beside it."""
    text = None if body.markdown is None else await asyncio.to_thread(_text, body.markdown)
    document = await correcting.correct_document(
        work, office, caller, document_id, body.reason, body.members(), text, body.dates()
    )
    return document_view(document, today_of(work))


@router.get(
    "/corrections",
    response_model=list[CorrectionView],
    dependencies=[publicly(60), Fields],
    responses=documented(DocumentNotFound),
)
async def list_document_corrections(work: Work, _: AnyCaller, document_id: UUID) -> list[Any]:
    """What was corrected of a published document, and why."""
    await reading.public_document(work, document_id)
    return list(await corrections.of_document(work, document_id))


def _text(markdown: str) -> NewText:
    blocks = structured_markdown(markdown)
    return NewText("", blocks, plain_of(blocks))
