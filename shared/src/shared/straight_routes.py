"""The straight way to a route: looked up in a table instead of tried one after the other.

FastAPI asks every route of every router in turn, twice; with two hundred routes that costs more
than deciding a case. Here the routes of a method, a noun and a length are found at once, and only
those are tried, in the order they were declared in. What is not found, whatever the reason, is
left to FastAPI, so that 404, 405 and redirects stay FastAPI's (ADR 14).
"""

from collections import defaultdict
from collections.abc import Sequence
from re import Pattern

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

NOUN = 3  # of /api/v1/<noun>/...
Where = tuple[str, str, int]


class StraightRoutes:
    """The routers of an app, and who of them has the route of a request."""

    def __init__(self, app: FastAPI) -> None:
        self._router = app.router
        self._table: dict[Where, list[tuple[Pattern[str], BaseRoute]]] = defaultdict(list)

    def include(self, routers: Sequence[APIRouter]) -> None:
        """Include them in the app, and note where their routes are."""
        for router in routers:
            self._router.include_router(router)
            self._note(router, self._router.routes[-1])
        self._router.middleware_stack = self

    def _note(self, router: APIRouter, included: BaseRoute) -> None:
        for route in router.routes:
            if isinstance(route, APIRoute):
                for method in route.methods or ():
                    self._table[_where(method, route.path)].append((route.path_regex, included))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        included = self._found(scope) if scope["type"] == "http" else None
        if included is None:
            await self._router.app(scope, receive, send)
        else:
            scope["router"] = self._router
            await included.handle(scope, receive, send)

    def _found(self, scope: Scope) -> BaseRoute | None:
        path = scope["path"]
        for regex, included in self._table.get(_where(scope["method"], path), ()):
            if regex.match(path):
                return included
        return None


def _where(method: str, path: str) -> Where:
    parts = path.split("/", NOUN + 1)
    return method, parts[NOUN] if len(parts) > NOUN else "", path.count("/")
