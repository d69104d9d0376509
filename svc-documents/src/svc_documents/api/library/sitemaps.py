"""Routes of the sitemap: an index, and files of at most 50,000 addresses by month."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from xml.sax.saxutils import escape

from fastapi import Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import on_the_wire
from shared.office_hours import moment_of
from shared.reading import publicly
from svc_documents.storage.library import sitemaps
from svc_documents.storage.library.sitemaps import MOST_ADDRESSES

router = edge_router("library", prefix="/api/v1/documents")
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
DECEMBER = 12
XML: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/xml": {"schema": {"type": "string"}}}}
}


@router.get(
    "/sitemap.xml", dependencies=[publicly(3600)], response_class=Response, responses=XML
)  # fmt: skip
async def get_sitemap_index(request: Request, work: Work, _: AnyCaller) -> Response:
    """Where the sitemaps are, and when what they name changed last."""
    base = f"{request.app.state.settings.public_url}/api/v1/documents/sitemaps"
    entries = [
        (f"{base}/{row['month']}.xml?part={part}", row["changed_at"])
        for row in await sitemaps.months(work)
        for part in range(1, -(-row["documents"] // MOST_ADDRESSES) + 1)
    ]
    return _answer("sitemapindex", "sitemap", entries)


@router.get(
    "/sitemaps/{month}.xml", dependencies=[publicly(3600)], response_class=Response, responses=XML
)
async def get_sitemap(
    request: Request,
    work: Work,
    _: AnyCaller,
    month: Annotated[str, Path(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$", examples=["2026-11"])],
    part: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """Documents that came into the library in a month; an empty file when none did."""
    year, number = map(int, month.split("-"))
    after = (year + 1, 1) if number == DECEMBER else (year, number + 1)
    first, before = (moment_of(date(*start, 1), 0) for start in ((year, number), after))
    rows = await sitemaps.of_month(work, first, before, part)
    base = f"{request.app.state.settings.public_url}/api/v1/documents"
    return _answer(
        "urlset", "url", ((f"{base}/{row['document_id']}", row["updated_at"]) for row in rows)
    )


def _answer(root: str, name: str, entries: Iterable[tuple[str, datetime]]) -> Response:
    written = "".join(
        f"<{name}><loc>{escape(address)}</loc><lastmod>{on_the_wire(changed)}</lastmod></{name}>"
        for address, changed in entries
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    body = f'{head}<{root} xmlns="{SPACE}">{written}</{root}>'
    return Response(body, media_type="application/xml")
