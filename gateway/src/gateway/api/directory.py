"""Regions and organs: the directory everybody may read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from gateway.domain.organs import OrganUnknown
from gateway.storage import organs
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly

router = edge_router("directory", prefix="/api/v1")
FIVE_MINUTES = publicly(300)


class RegionView(BaseModel):
    """An administrative division (GB/T 2260)."""

    code: str = Field(examples=["431202"])
    name: str = Field(examples=["怀化市鹤城区"])
    level: int = Field(description="1 省，2 市，3 县", examples=[3])
    parent_code: str | None = Field(examples=["431200"])


class RegionsView(BaseModel):
    """All regions, from the top down."""

    items: list[RegionView]


class OrganView(BaseModel):
    """A public body of the directory."""

    id: UUID
    code: str = Field(examples=["scjg"])
    name: str = Field(examples=["怀化市鹤城区市场监督管理局"])
    aliases: list[str] = Field(examples=[["市场监督管理局", "市场监管局"]])
    region_code: str = Field(examples=["431202"])
    kind: str = Field(examples=["department"])
    issuing_rights: list[str] = Field(examples=[["normative"]])
    office_phone: str = Field(examples=["0745-2264777"])
    office_hours: str = Field(
        description="办公时间；空为通常的 09:00-12:00,13:30-17:00",
        examples=["08:30-12:00,14:00-17:30"],
    )


@router.get("/regions", dependencies=[FIVE_MINUTES, Fields])
async def list_regions(work: Work, caller: AnyCaller) -> RegionsView:
    """The regions this platform serves, and those above them."""
    _ = caller
    return RegionsView.model_validate({"items": [dict(row) for row in await organs.regions(work)]})


@router.get("/organs", response_model=Page[OrganView], dependencies=[FIVE_MINUTES, Fields])
async def list_organs(
    request: Request,
    response: Response,
    work: Work,
    caller: AnyCaller,
    paging: Paging,
    q: Annotated[
        str | None,
        Query(min_length=1, max_length=50, description="名称或别名的一部分", examples=["市场监管"]),
    ] = None,
    region: Annotated[str | None, Query(pattern="^[1-9][0-9]{5}$", examples=["431202"])] = None,
    kind: Annotated[str | None, Query(max_length=30, examples=["department"])] = None,
) -> dict[str, Any]:
    """Organs by code; `q` also finds what people call them."""
    _ = caller
    filters = (region, kind, q)
    after = str(paging.after[0]) if paging.after else None
    rows = await organs.listed(work, filters, after, paging.fetch)
    total = await organs.counted(work, filters) if paging.count else None
    page = page_of([dict(row) for row in rows], paging, ("code",), total)
    link_next(request, response, page)
    return page


@router.get(
    "/organs/{code}",
    response_model=OrganView,
    dependencies=[FIVE_MINUTES, Fields],
    responses=documented(OrganUnknown),
)
async def read_organ(code: str, work: Work, caller: AnyCaller) -> dict[str, Any]:
    """One organ."""
    _ = caller
    row = await organs.with_code(work, code)
    if row is None:
        raise OrganUnknown
    return dict(row)
