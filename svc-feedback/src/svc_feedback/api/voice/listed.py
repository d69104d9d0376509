"""A list of the analysis as a page, whatever is listed."""

from typing import Any

from fastapi import Request, Response

from shared.database import Row
from shared.pages import PageRequest, link_next, page_of


def listed_page(
    request: Request,
    response: Response,
    page: PageRequest,
    listed: tuple[list[Row], int | None],
    key: tuple[str, ...],
) -> dict[str, Any]:
    """The page of rows in the order of a key, with the link to the next one."""
    rows, total = listed
    shown = page_of([dict(row) for row in rows], page, key, total)
    link_next(request, response, shown)
    return shown
