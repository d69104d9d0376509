"""Routes of lists and search."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response

from shared.database import unit_of_work
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.search.filters import NO_NUL, Filters
from svc_documents.api.search.search_views import (
    DocumentListView,
    SearchInVainView,
    SuggestionsView,
    TagCloudView,
    facet_views,
    row_view,
)
from svc_documents.api.tools import Editor, Tools
from svc_documents.domain.search.in_vain import kept_query
from svc_documents.storage.days import today_of
from svc_documents.storage.graph.linked_things import linked_things
from svc_documents.storage.search import suggestions, without_result
from svc_documents.storage.search.conditions import Narrowed
from svc_documents.storage.search.rows import rows_of
from svc_documents.use_cases.search import paging, searching, suggesting
from svc_documents.use_cases.search.faceting import count_facets
from svc_documents.use_cases.search.paging import KEY, Hit
from svc_documents.use_cases.search.searching import Reading

router = edge_router("documents", prefix="/api/v1/documents")
SHOWN_WORDS = 10
Sort = Literal["relevance", "-issued_on", "issued_on", "title", "-views"]
Question = Annotated[
    str | None,
    Query(
        max_length=200, pattern=NO_NUL, examples=["低保怎么申请"],
        description="要找的词、问题、题名、文号或统一登记号；引号中的词须原样出现",
    ),
]  # fmt: skip


@router.get("", dependencies=[publicly(30), Fields], responses=documented(CursorInvalid))
async def list_documents(  # noqa: PLR0913 - what a list can be asked
    request: Request,
    response: Response,
    work: Work,
    _: AnyCaller,
    office: Tools,
    filters: Filters,
    paged: Paging,
    q: Question = None,
    sort: Annotated[
        Sort | None, Query(description="有 q 时默认 relevance，否则 -issued_on")
    ] = None,
    *,
    facets: Annotated[bool, Query(description="是否给出各项取值的件数")] = False,
    explain: Annotated[bool, Query(description="是否说明排序的依据")] = False,
) -> DocumentListView:
    """The library, narrowed and searched; what is named outright comes first."""
    asked = (q or "").strip()
    reading = await searching.read(work, asked, filters, office.wording) if asked else None
    order = sort or (paging.RELEVANCE if reading else paging.NEWEST)
    hits = await paging.page(work, reading, filters, order, paged)
    page = page_of([_as_row(one) for one in hits], paged, KEY)
    answer = await _answer(work, reading, hits[: paged.limit], filters, explain=explain)
    answer.next_cursor = page["next_cursor"]
    if paged.count:
        answer.total = await paging.total(work, reading, filters)
    if facets:
        counted = await count_facets(work, reading, filters, office.wording)
        answer.facets = facet_views(counted)
    link_next(request, response, page)
    if reading and not hits and paged.after is None and filters.is_open:
        await work.give_back()
        await _count_in_vain(request, asked)
    return answer


async def _answer(
    work: Work, reading: Reading | None, hits: list[Hit], filters: Narrowed, *, explain: bool
) -> DocumentListView:
    ids = [one.document_id for one in hits]
    words = reading.asked.shown if reading else ()
    rows = await rows_of(work, ids, words[:SHOWN_WORDS], filters.on)
    linked = await linked_things(work, ids) if reading else {}
    article = reading.named.article if reading else ""
    items = [
        row_view(
            hit, rows[hit.document_id], filters.on, words, linked.get(hit.document_id, []),
            explain=explain, article=article if hit.score and hit.score.matched == "named" else "",
        )
        for hit in hits if hit.document_id in rows
    ]  # fmt: skip
    if reading is None:
        return DocumentListView(items=items)
    return DocumentListView(
        items=items, by_most_words=reading.by_most_words, did_you_mean=reading.did_you_mean
    )


def _as_row(hit: Hit) -> dict[str, Any]:
    return {"seen": hit.seen, "kind": hit.kind, "key": hit.key, "last": hit.document_id}


async def _count_in_vain(request: Request, asked: str) -> None:
    """In a work of its own, in nobody's name: what was asked in vain, and when."""
    query, state = kept_query(asked), request.app.state
    if query:
        async with unit_of_work(state.pool, state.now(), actor="system:search") as work:
            await without_result.add(work, today_of(work), query)


@router.get("/suggest", dependencies=[publicly(60), Fields])
async def suggest_documents(
    work: Work, _: AnyCaller, office: Tools,
    q: Annotated[str, Query(min_length=1, max_length=100, pattern=NO_NUL, examples=["公积"])],
) -> SuggestionsView:  # fmt: skip
    """Words and documents that may be meant, while somebody types."""
    found = await suggesting.suggest(work, q, office.wording)
    return SuggestionsView.model_validate(
        {"words": found.words, "documents": [dict(row) for row in found.documents]}
    )


@router.get("/tag-cloud", dependencies=[publicly(600), Fields])
async def get_tag_cloud(
    work: Work, _: AnyCaller, most: Annotated[int, Query(ge=1, le=200)] = 60
) -> TagCloudView:
    """The commonest words of the titles in the library (标签云)."""
    rows = await suggestions.cloud(work, most)
    return TagCloudView.model_validate({"tags": [dict(row) for row in rows]})


@router.get("/zero-results", dependencies=[Fields], responses=documented(CursorInvalid))
async def list_searches_in_vain(
    request: Request, response: Response, work: Work, _: Editor, paged: Paging,
    days: Annotated[int, Query(ge=1, le=366, description="最近几天")] = 30,
) -> Page[SearchInVainView]:  # fmt: skip
    """What was looked for in vain, the commonest first; nobody's name is kept with it."""
    first = today_of(work) - timedelta(days=days - 1)
    rows = await without_result.since(work, first, paged.after_of(int, str), paged.fetch)
    total = await without_result.count(work, first) if paged.count else None
    page = page_of([dict(row) for row in rows], paged, ("times", "query"), total)
    link_next(request, response, page)
    return Page[SearchInVainView].model_validate(page)
