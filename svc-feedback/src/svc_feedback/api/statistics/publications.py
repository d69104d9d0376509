"""Routes of published months."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller, Caller, role
from shared.moments import Moment
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_feedback.api.reading import RegionCode
from svc_feedback.api.tools import Tools
from svc_feedback.domain.statistics.publications import (
    MonthNotOver,
    Publication,
    PublicationNotFound,
    PublishedAlready,
    SignedOffByPreparer,
)
from svc_feedback.use_cases.statistics import publishing
from svc_feedback.use_cases.statistics.signing import public_key

router = edge_router("feedback-stats", prefix="/api/v1/feedback-stats/publications")
Overseer = Annotated[Caller, Depends(role(publishing.OVERSEER))]


class PublicationRequest(BaseModel):
    """Which month to prepare, by any of its days."""

    model_config = ConfigDict(extra="forbid")

    month: date = Field(examples=["2026-10-01"])


class PublicationRowView(BaseModel):
    """A version of a month's figures."""

    publication_id: UUID
    region_code: str
    month: date
    version: int
    formula_version: str
    digest: str = Field(description="content 的 SHA-256（成员排序、无空格的 JSON）")
    signature: str | None = Field(description="对 digest 的 Ed25519 签名（base64）；未签发为 null")
    prepared_at: Moment
    signed_at: Moment | None


class PublicationView(PublicationRowView):
    """The same with its figures: the region's, and a row per organ."""

    content: dict[str, Any]


class SigningKeyView(BaseModel):
    """What to check signatures with."""

    algorithm: str = Field(examples=["Ed25519"])
    public_key: str = Field(description="32 字节公钥（base64）")


@router.post("", status_code=201, responses=documented(MonthNotOver))
async def prepare_publication(
    work: Work, caller: Overseer, body: PublicationRequest
) -> PublicationView:
    """Freeze the figures of a month of your region; another supervisor signs them off."""
    return _view(await publishing.prepare_publication(work, caller, body.month))


@router.post(
    "/{publication_id}/sign-off",
    responses=documented(PublicationNotFound, PublishedAlready, SignedOffByPreparer),
)
async def sign_publication_off(
    work: Work, tools: Tools, caller: Overseer, publication_id: UUID
) -> PublicationView:
    """Publish what another supervisor has prepared."""
    return _view(await publishing.sign_publication_off(work, tools, caller, publication_id))


@router.get("", dependencies=[Fields, publicly(300)], responses=documented(CursorInvalid))
async def list_publications(
    request: Request,
    response: Response,
    work: Work,
    _: AnyCaller,
    page: Paging,
    region: RegionCode = "",
) -> Page[PublicationRowView]:
    """What is published, the newest month first."""
    found, total = await publishing.list_publications(work, region, page)
    rows = [_row(each) for each in found]
    listed = page_of(rows, page, ("month", "publication_id"), total)
    link_next(request, response, listed)
    return Page[PublicationRowView].model_validate(listed)


@router.get("/signing-key", dependencies=[Fields, publicly(3600)])
async def show_signing_key(tools: Tools, _: AnyCaller) -> SigningKeyView:
    """The public key of published figures."""
    return SigningKeyView(algorithm="Ed25519", public_key=public_key(tools.secrets))


@router.get("/{publication_id}", dependencies=[Fields], responses=documented(PublicationNotFound))
async def show_publication(work: Work, caller: AnyCaller, publication_id: UUID) -> PublicationView:
    """One version with its figures; unsigned ones are shown to the region's supervisors alone."""
    return _view(await publishing.show_publication(work, caller, publication_id))


def _row(one: Publication) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PublicationRowView.model_fields}


def _view(one: Publication) -> PublicationView:
    return PublicationView(**_row(one), content=dict(one.content))
