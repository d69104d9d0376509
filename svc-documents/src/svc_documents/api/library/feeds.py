"""Routes of feeds: every list as Atom (RFC 4287, paged as RFC 5005) and as JSON Feed 1.1."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import on_the_wire
from shared.pages import CursorInvalid, Paging, page_of
from shared.problems import documented
from svc_documents.api.effects.daily import publicly_today
from svc_documents.api.search.filters import Filters
from svc_documents.storage.library import shelves
from svc_documents.storage.library.shelves import ShelfRow

router = edge_router("library", prefix="/api/v1/documents")
TITLE = "规范性文件库"
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
EMPTY = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = " "  # control characters stand before it; XML knows none but these three
KEPT = "\t\n\r"


def _answers(media_type: str, form: str = "string") -> dict[int | str, dict[str, Any]]:
    content = {200: {"content": {media_type: {"schema": {"type": form}}}}}
    return documented(CursorInvalid) | content


@router.get(
    "/feed.atom", dependencies=[publicly_today(300)], response_class=Response,
    responses=_answers(ATOM),
)  # fmt: skip
async def get_atom_feed(
    request: Request, work: Work, _: AnyCaller, filters: Filters, paged: Paging
) -> Response:
    """The list as Atom, the newest first; `next` leads to older ones."""
    rows, following = await _page(request, work, filters, paged)
    updated = max((one.updated_at for one in rows), default=EMPTY)
    links = [("self", _address(request)), *([("next", following)] if following else [])]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{TITLE}</title><id>{_xml(_address(request))}</id>"
        f"<updated>{on_the_wire(updated)}</updated>"
        + "".join(f"<link rel={quoteattr(rel)} href={quoteattr(to)}/>" for rel, to in links)
        + "".join(_entry(request, one) for one in rows)
        + "</feed>"
    )
    return Response(body, media_type=ATOM)


@router.get(
    "/feed.json", dependencies=[publicly_today(300)], response_class=Response,
    responses=_answers(JSON_FEED, "object"),
)  # fmt: skip
async def get_json_feed(
    request: Request, work: Work, _: AnyCaller, filters: Filters, paged: Paging
) -> Response:
    """The list as JSON Feed, the newest first; `next_url` leads to older ones."""
    rows, following = await _page(request, work, filters, paged)
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1", "title": TITLE, "language": "zh-CN",
        "feed_url": _address(request),
        "items": [
            {
                "id": f"urn:uuid:{one.document_id}", "url": _document(request, one),
                "title": one.title, "content_text": _summary(one),
                "date_published": on_the_wire(one.published_at),
                "date_modified": on_the_wire(one.updated_at),
                "authors": [{"name": one.organ_name}],
                "tags": [each for each in (one.category, one.theme) if each],
            }
            for one in rows
        ],
    }  # fmt: skip
    if following:
        feed["next_url"] = following
    return JSONResponse(feed, media_type=JSON_FEED)


async def _page(
    request: Request, work: Work, filters: Filters, paged: Paging
) -> tuple[Sequence[ShelfRow], str]:
    after = paged.after_of(date.fromisoformat, UUID)
    place = None if paged.after is None else after
    rows = await shelves.listed(work, filters, place, paged.fetch)
    places = [{"day": one.place[0], "document_id": one.place[1]} for one in rows]
    cursor = page_of(places, paged, ("day", "document_id"))["next_cursor"]
    shown = rows[: paged.limit]
    return shown, _address(request, cursor) if cursor else ""


def _address(request: Request, cursor: str | None = None) -> str:
    """The address that was asked, as the outside knows it, or that of the page after."""
    asked = [(name, value) for name, value in request.query_params.multi_items()]
    if cursor:
        asked = [one for one in asked if one[0] != "cursor"] + [("cursor", cursor)]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{request.app.state.settings.public_url}{request.url.path}{query}"


def _document(request: Request, row: ShelfRow) -> str:
    return f"{request.app.state.settings.public_url}/api/v1/documents/{row.document_id}"


def _summary(row: ShelfRow) -> str:
    effect = row.effect.effect
    said = [
        row.document_no, f"发文日期 {row.issued_on}" if row.issued_on else "",
        effect.label if effect else "施行日期不明", row.effect.reason,
    ]  # fmt: skip
    return "；".join(one for one in said if one)


def _entry(request: Request, row: ShelfRow) -> str:
    return (
        f"<entry><id>urn:uuid:{row.document_id}</id><title>{_xml(row.title)}</title>"
        f'<link rel="alternate" href={quoteattr(_document(request, row))}/>'
        f"<published>{on_the_wire(row.published_at)}</published>"
        f"<updated>{on_the_wire(row.updated_at)}</updated>"
        f"<author><name>{_xml(row.organ_name)}</name></author>"
        f"<summary>{_xml(_summary(row))}</summary></entry>"
    )


def _xml(text: str) -> str:
    return escape("".join(sign for sign in text if sign >= FIRST or sign in KEPT))
