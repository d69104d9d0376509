"""Routes of drafts: begun, changed, listed and read by those whose they are."""

import asyncio
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from svc_documents.api.documents.draft_requests import ChangedDraftRequest, DraftRequest
from svc_documents.api.documents.draft_views import (
    DraftSummary,
    DraftView,
    DraftWithTextView,
    draft_summary,
    draft_view,
    draft_with_text,
)
from svc_documents.api.tools import Editor, Tools
from svc_documents.domain.documents.drafts import WordingSettled
from svc_documents.domain.documents.life import StepOutOfOrder
from svc_documents.domain.documents.states import State
from svc_documents.domain.jurisdictions.issuers import IssuerNotEntitled
from svc_documents.storage.documents import drafts
from svc_documents.storage.documents.drafts import DraftText
from svc_documents.use_cases.documents import drafting
from svc_documents.use_cases.documents.whose import (
    DocumentDraftNotFound,
    NoRulesHere,
    draft_to_read,
    rules_for,
    within,
)

router = edge_router("documents", prefix="/api/v1/documents")
CREATED = 201
Desk = Annotated[Caller, Depends(role("editor", "registrar", "admin"))]


@router.post("", status_code=CREATED, responses=documented(IssuerNotEntitled, NoRulesHere))
async def draft_document(
    work: Work, office: Tools, caller: Editor, body: DraftRequest, response: Response
) -> DraftView:
    """Begin a normative document of the caller's organ."""
    draft = await drafting.draft_document(work, office, caller, body.members(), await _text(body))
    response.headers["Location"] = f"/api/v1/documents/drafts/{draft.document.document_id}"
    response.headers["ETag"] = etag(draft.document.version)
    return draft_view(draft, rules_for(office, draft.document.region_code))


@router.get("/drafts", response_model=Page[DraftSummary], dependencies=[Fields])
async def list_document_drafts(
    work: Work,
    caller: Desk,
    page: Paging,
    request: Request,
    response: Response,
    state: Annotated[State | None, Query(description="只看某一阶段")] = None,
) -> dict[str, Any]:
    """Documents not published, the newest first: an organ's own; for a registrar the region's."""
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await drafts.listed(work, within(caller), state, after, page.fetch)
    total = await drafts.counted(work, within(caller), state) if page.count else None
    shown = [draft_summary(one).model_dump() for one in rows]
    listed = page_of(shown, page, ("drafted_at", "document_id"), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/drafts/{document_id}", dependencies=[Fields], responses=documented(DocumentDraftNotFound)
)
async def get_document_draft(
    work: Work, office: Tools, caller: Desk, document_id: UUID, response: Response
) -> DraftWithTextView:
    """A document on its way with its steps, what is missing, and its text."""
    draft = await draft_to_read(work, caller, document_id)
    text = await drafts.text_of(work, document_id)
    response.headers["ETag"] = etag(draft.document.version)
    return draft_with_text(draft, rules_for(office, draft.document.region_code), text)


@router.patch(
    "/{document_id}",
    responses=documented(
        DocumentDraftNotFound, WordingSettled, StepOutOfOrder, Stale, PreconditionMissing
    ),
)
async def revise_document(
    work: Work,
    office: Tools,
    caller: Editor,
    document_id: UUID,
    body: ChangedDraftRequest,
    if_match: IfMatch,
    response: Response,
) -> DraftView:
    """Change a draft; another wording has to be reviewed and discussed again."""
    draft = await drafting.revise_draft(
        work, caller, document_id, body.members(), await _text(body), if_match
    )
    response.headers["ETag"] = etag(draft.document.version)
    return draft_view(draft, rules_for(office, draft.document.region_code))


async def _text(body: ChangedDraftRequest) -> DraftText | None:
    """The text, cut beside the loop: a long one takes a second."""
    return await asyncio.to_thread(body.text)
