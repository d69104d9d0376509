"""Routes of relations."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_documents.api.effects.daily import publicly_today
from svc_documents.api.effects.true_moment import AtTheEarlierMoment
from svc_documents.api.relations.relation_views import (
    DeclaredView,
    RelationRequest,
    RelationView,
    RetractRequest,
    declared_view,
    relation_view,
)
from svc_documents.api.tools import Editor
from svc_documents.domain.relations.relations import RelationKind
from svc_documents.storage.days import today_of
from svc_documents.storage.relations import neighbours
from svc_documents.storage.relations.neighbours import Direction, Wanted
from svc_documents.use_cases.documents import reading
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.relations import declaring
from svc_documents.use_cases.relations.declaring import NewRelation

router = edge_router("relations", prefix="/api/v1/documents", dependencies=[AtTheEarlierMoment])
CREATED = 201


@router.get(
    "/{document_id}/relations",
    response_model=Page[RelationView],
    dependencies=[publicly_today(60), Fields],
    responses=documented(DocumentNotFound),
)
async def list_relations(
    work: Work,
    _: AnyCaller,
    document_id: UUID,
    page: Paging,
    request: Request,
    response: Response,
    kind: RelationKind | None = None,
    direction: Direction | None = None,
    *,
    retracted: Annotated[bool, Query(description="是否包括已撤回的")] = False,
) -> dict[str, Any]:
    """What a document is to others and they to it, each with its kind and today's effect."""
    await reading.public_document(work, document_id)
    wanted = Wanted(document_id, kind, direction, retracted)
    (after,) = page.after_of(UUID)
    found = await neighbours.listed(work, wanted, after, page.fetch)
    total = await neighbours.counted(work, wanted) if page.count else None
    rows = [relation_view(one, today_of(work)).model_dump() for one in found]
    listed = page_of(rows, page, ("relation_id",), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/{document_id}/relations",
    status_code=CREATED,
    responses=documented(
        DocumentNotFound,
        declaring.RelationUnsound,
        declaring.BeyondAuthority,
        declaring.RelationDeclaredAlready,
        declaring.RelationCycle,
    ),
)
async def declare_relation(
    work: Work, caller: Editor, document_id: UUID, body: RelationRequest
) -> DeclaredView:
    """Declare what a document of the own organ is to another (登记文件关系)."""
    new = NewRelation(**body.model_dump() | {"articles": tuple(dict.fromkeys(body.articles))})
    return declared_view(await declaring.declare_relation(work, caller, document_id, new))


@router.post(
    "/{document_id}/relations/{relation_id}/retract",
    responses=documented(
        DocumentNotFound, declaring.RelationNotFound, declaring.RelationRetractedAlready
    ),
)
async def retract_relation(
    work: Work, caller: Editor, document_id: UUID, relation_id: UUID, body: RetractRequest
) -> DeclaredView:
    """Take back a relation that was wrong; it stays to be seen with the reason (撤回文件关系)."""
    taken_back = await declaring.retract_relation(
        work, caller, document_id, relation_id, body.reason
    )
    return declared_view(taken_back)
