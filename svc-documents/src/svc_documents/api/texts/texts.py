"""Routes of texts: the whole text of a day, its versions, an article, what changed."""

import asyncio
from collections import Counter
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.documents.document_views import effect_view
from svc_documents.api.effects.daily import publicly_today
from svc_documents.api.texts.text_views import (
    ArticleView,
    ChangeView,
    DiffView,
    TextView,
    VersionView,
    article_view,
    change_view,
    text_view,
    version_view,
)
from svc_documents.domain.texts.differences import Change
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import text_versions
from svc_documents.use_cases.documents.reading import DocumentNotFound, public_document
from svc_documents.use_cases.texts import reading
from svc_documents.use_cases.texts.reading import (
    NothingToCompare,
    PartNotFound,
    TextMissing,
    TextVersionNotFound,
)

router = edge_router("documents", prefix="/api/v1/documents")
OnDay = Annotated[
    date | None, Query(alias="on", description="某一天的文本；默认今天", examples=["2020-01-01"])
]
Version = Annotated[
    int | None, Query(ge=1, le=32_767, description="文本版本号；与 on 同时给出时以它为准")
]
Number = Annotated[int, Path(ge=1, le=32_767, description="文本版本号")]
Reference = Annotated[
    str, Path(max_length=60, examples=["第三条第二款"], description="条、款、项，或锚点")
]
Which = Annotated[int, Query(ge=1, le=32_767)] | date


@router.get(
    "/{document_id}/text",
    dependencies=[publicly_today(60), Fields],
    responses=documented(DocumentNotFound, TextMissing, TextVersionNotFound),
)
async def get_document_text(
    work: Work, _: AnyCaller, document_id: UUID, on: OnDay = None, version: Version = None
) -> TextView:
    """The whole text in its parts, as it applied on a day."""
    await public_document(work, document_id)
    text = await reading.version(work, document_id, version or on or today_of(work))
    return text_view(text)


@router.get(
    "/{document_id}/versions",
    response_model=Page[VersionView],
    dependencies=[publicly(60), Fields],
    responses=documented(DocumentNotFound),
)
async def list_versions(
    work: Work, _: AnyCaller, document_id: UUID, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """The versions of a text in the order they were recorded, without their texts."""
    await public_document(work, document_id)
    (after,) = page.after_of(int)
    rows = await text_versions.listed(work, document_id, after or 0, page.fetch)
    total = await text_versions.counted(work, document_id) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("number",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{document_id}/versions/{number}",
    dependencies=[publicly(3600), Fields],
    responses=documented(DocumentNotFound, TextVersionNotFound),
)
async def get_version(work: Work, _: AnyCaller, document_id: UUID, number: Number) -> TextView:
    """A version with its text; a published version never changes."""
    await public_document(work, document_id)
    return text_view(await reading.version(work, document_id, number))


@router.get(
    "/{document_id}/diff",
    dependencies=[publicly(300), Fields],
    responses=documented(DocumentNotFound, TextVersionNotFound, TextMissing, NothingToCompare),
)
async def compare_versions(
    work: Work,
    _: AnyCaller,
    document_id: UUID,
    earlier: Annotated[
        Which | None,
        Query(alias="from", description="版本号或日期；默认 to 的前一版", examples=[1]),
    ] = None,
    later: Annotated[
        Which | None, Query(alias="to", description="版本号或日期；默认最后一版", examples=[2])
    ] = None,
    *,
    unchanged: Annotated[bool, Query(description="是否也列出没有变化的条")] = False,
) -> DiffView:
    """What changed between two versions, article by article, with the words marked.

    An article is followed by what it says: renumbered ones are matched, not removed and added.
    """
    await public_document(work, document_id)
    old, new, changes = await reading.compared(work, document_id, earlier, later)
    shown = [one for one in changes if unchanged or one.kind != "unchanged"]
    return DiffView(
        document_id=document_id, from_version=version_view(old), to_version=version_view(new),
        counts=Counter(one.kind for one in changes),
        changes=await asyncio.to_thread(_views, shown),
    )  # fmt: skip


@router.get(
    "/{document_id}/articles/{reference}",
    dependencies=[publicly_today(60), Fields],
    responses=documented(DocumentNotFound, TextMissing, TextVersionNotFound, PartNotFound),
)
async def get_article(
    work: Work,
    _: AnyCaller,
    document_id: UUID,
    reference: Reference,
    on: OnDay = None,
    version: Version = None,
) -> ArticleView:
    """An article, clause or item by any way of naming it, and whether it is in force on a day."""
    document = await public_document(work, document_id)
    day = on or today_of(work)
    text = await reading.version(work, document_id, version or day)
    part = reading.part_of(text, reference)
    halted = reading.suspension_of(text, part, document.force.suspensions, day)
    effect = effect_view(document.force.on(day), day)
    return article_view(text, part, effect, halted.reason if halted else None)


def _views(changes: list[Change]) -> list[ChangeView]:
    return [change_view(one) for one in changes]
