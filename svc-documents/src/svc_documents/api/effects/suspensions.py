"""Routes of suspensions: articles not carried out for a time."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from shared.edge import Work, edge_router
from shared.problems import documented
from svc_documents.api.documents.document_views import DocumentView, document_view
from svc_documents.api.effects.true_moment import AtTheEarlierMoment
from svc_documents.api.relations.relation_views import Article, Reason
from svc_documents.api.tools import Registrar
from svc_documents.domain.effects.suspending import (
    NotInForce,
    SuspensionNotFound,
    SuspensionOver,
)
from svc_documents.storage.days import today_of
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.effects import suspending
from svc_documents.use_cases.effects.suspending import SuspensionUnsound

router = edge_router("effects", prefix="/api/v1/documents", dependencies=[AtTheEarlierMoment])
CREATED = 201


class SuspensionRequest(BaseModel):
    """Which articles are not carried out, and why."""

    model_config = ConfigDict(extra="forbid")

    articles: list[Article] = Field(
        default=[], max_length=100, description="不填为全文", examples=[["第三条"]]
    )
    first: date | None = Field(default=None, description="自哪一天停止执行；默认今天")
    until: date | None = Field(default=None, description="自哪一天恢复执行；不填为另行通知")
    reason: Reason = Field(examples=["行政复议附带审查认定第三条不合法（鹤政复决〔2026〕5号）"])


class LiftRequest(BaseModel):
    """From which day it is carried out again, and why."""

    model_config = ConfigDict(extra="forbid")

    day: date | None = Field(default=None, description="自哪一天恢复执行；默认今天")
    reason: Reason


@router.post(
    "/{document_id}/suspensions",
    status_code=CREATED,
    responses=documented(DocumentNotFound, SuspensionUnsound, NotInForce),
)
async def suspend_articles(
    work: Work, caller: Registrar, document_id: UUID, body: SuspensionRequest
) -> DocumentView:
    """Suspend articles of a document of the own region, or all of it (停止执行)."""
    articles = list(dict.fromkeys(body.articles))
    document = await suspending.suspend_articles(
        work, caller, document_id, articles, body.reason, first=body.first, until=body.until
    )
    return document_view(document, today_of(work))


@router.post(
    "/{document_id}/suspensions/{number}/lift",
    responses=documented(DocumentNotFound, SuspensionUnsound, SuspensionNotFound, SuspensionOver),
)
async def lift_suspension(
    work: Work,
    caller: Registrar,
    document_id: UUID,
    number: Annotated[int, Path(ge=1, le=10_000)],
    body: LiftRequest,
) -> DocumentView:
    """Let what was suspended be carried out again (恢复执行)."""
    document = await suspending.lift_suspension(
        work, caller, document_id, number, body.reason, day=body.day
    )
    return document_view(document, today_of(work))
