"""Route of the booklet (办事指南汇编): a theme's guides in print.

Laying one out takes seconds, so one is laid out at a time and the last few are kept; what is
kept is found by everything that is printed, and so is never old.
"""

import asyncio
from collections import OrderedDict
from typing import Annotated

from fastapi import Query, Request, Response

from shared.downloads import download_headers
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from svc_approvals.api.printing.booklets import booklet_pdf
from svc_approvals.domain.catalogue.booklets import Booklet
from svc_approvals.domain.catalogue.reasons import BookletEmpty, BookletTooThick
from svc_approvals.use_cases.catalogue.booklets import gather_booklet

router = edge_router("booklet", prefix="/api/v1/booklet")
PDF = "application/pdf"
PUBLIC = "public, max-age=300, stale-while-revalidate=1500"
KEPT = 8


class Press:
    """Lays booklets out, one at a time, and keeps the last few."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._busy = asyncio.Lock()

    async def print(self, booklet: Booklet) -> bytes:
        """The booklet as PDF."""
        key = repr(booklet)
        async with self._busy:
            if key not in self._kept:
                self._kept[key] = await asyncio.to_thread(booklet_pdf, booklet)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


@router.get(
    "",
    response_class=Response,
    responses={
        **documented(BookletEmpty, BookletTooThick),
        200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}},
    },
)
async def print_booklet(
    work: Work,
    _: AnyCaller,
    request: Request,
    theme: Annotated[
        str | None, Query(min_length=1, max_length=50, pattern=r"^[^\x00]*$", examples=["开店创业"])
    ] = None,
) -> Response:
    """Every guide of a theme as one booklet: cover, contents with page numbers, chapters."""
    booklet = await gather_booklet(work, theme)
    await work.give_back()
    press: Press = request.app.state.press
    pdf = await press.print(booklet)
    headers = download_headers(f"{booklet.title}.pdf") | {"Cache-Control": PUBLIC}
    return Response(pdf, media_type=PDF, headers=headers)
