"""Lists: keyset pages with opaque cursors, stable while rows come in."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from shared.refusals import Malformed

Item = TypeVar("Item")


class CursorInvalid(Malformed):
    """分页游标无效。"""

    advice = "请使用上一页返回的 next_cursor，或去掉 cursor 从头开始。"


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next_cursor: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is asked for; ``after`` holds the sort key of the row before it."""

    limit: int
    after: list[Any] | None
    count: bool

    @property
    def fetch(self) -> int:
        """How many rows to read: one more than shown tells whether there is a next page."""
        return self.limit + 1

    def after_of(self, *readers: Callable[[Any], Any]) -> tuple[Any, ...]:
        """The sort key of the row before, each part read by its reader; Nones on the first page.

        Refused with CursorInvalid when the cursor holds something else.
        """
        if self.after is None:
            return (None,) * len(readers)
        try:
            return tuple(read(part) for read, part in zip(readers, self.after, strict=True))
        except (AttributeError, TypeError, ValueError) as fault:
            raise CursorInvalid from fault


async def page_request(
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=512)] = None,
    *,
    count: Annotated[bool, Query(description="是否同时返回总数 total")] = False,
) -> PageRequest:
    """The page parameters of every list; refused with CursorInvalid."""
    return PageRequest(limit, _decoded(cursor) if cursor else None, count)


Paging = Annotated[PageRequest, Depends(page_request)]


def page_of(
    rows: list[Any],
    asked: PageRequest,
    key: tuple[str, ...],
    total: int | None = None,
) -> dict[str, Any]:
    """The page of rows read with ``asked.fetch``; ``key`` names the columns that order them."""
    shown = rows[: asked.limit]
    more = len(rows) > asked.limit
    cursor = _encoded([shown[-1][column] for column in key]) if more else None
    return {"items": shown, "next_cursor": cursor, "total": total}


def link_next(request: Request, response: Response, page: dict[str, Any]) -> None:
    """The Link header (RFC 8288) of a page that has a next one."""
    if page["next_cursor"]:
        url = request.url.include_query_params(cursor=page["next_cursor"])
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'


def _encoded(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(values, default=str)).decode().rstrip("=")


def _decoded(cursor: str) -> list[Any]:
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as fault:
        raise CursorInvalid from fault
    if not isinstance(values, list):
        raise CursorInvalid
    return values
