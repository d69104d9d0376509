"""The straight way to a route: looked up in a table instead of tried one after the other.

FastAPI asks every route of every router in turn, twice; with two hundred routes that costs more
than deciding a case. Here the routes of a method, a noun and a length are found at once, and only
those are tried, in the order they were declared in, and one that goes straight is called at once,
without the layers in which FastAPI looks for it. What is not found, whatever the reason, is left to
FastAPI, so that 404, 405 and redirects stay FastAPI's (ADR 14).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from shared.straight_handler import Handler, StraightRoute

NOUN = 3  # of /api/v1/<noun>/...
Where = tuple[str, str, int]


class Way(NamedTuple):
    """A route, who includes it, and its handler if it goes straight."""

    route: APIRoute
    included: BaseRoute
    handler: Handler | None


class StraightRoutes:
    """The routers of an app, and who of them has the route of a request."""

    def __init__(self, app: FastAPI) -> None:
        self._router = app.router
        self._table: dict[Where, list[Way]] = defaultdict(list)

    def include(self, routers: Sequence[APIRouter]) -> None:
        """Include them in the app, and note where their routes are."""
        for router in routers:
            self._router.include_router(router)
            self._note(router, self._router.routes[-1])
        self._router.middleware_stack = self

    def _note(self, router: APIRouter, included: BaseRoute) -> None:
        for route in router.routes:
            if isinstance(route, APIRoute):
                way = Way(route, included, _handler(route))
                for method in route.methods or ():
                    self._table[_where(method, route.path)].append(way)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        found = self._found(scope) if scope["type"] == "http" else None
        if found is None:
            await self._router.app(scope, receive, send)
            return
        way, given = found
        scope["router"] = self._router
        if way.handler is None:
            await way.included.handle(scope, receive, send)
        else:
            scope.update(
                route=way.route, endpoint=way.route.endpoint, path_params=_read(way.route, given)
            )
            answer = await way.handler(Request(scope, receive, send))
            await answer(scope, receive, send)

    def _found(self, scope: Scope) -> tuple[Way, Mapping[str, str]] | None:
        path = scope["path"]
        for way in self._table.get(_where(scope["method"], path), ()):
            match = way.route.path_regex.match(path)
            if match:
                return way, match.groupdict()
        return None


def _handler(route: APIRoute) -> Handler | None:
    if isinstance(route, StraightRoute) and route.is_straight:
        return route.get_route_handler()
    return None


def _read(route: APIRoute, given: Mapping[str, str]) -> dict[str, Any]:
    return {name: route.param_convertors[name].convert(value) for name, value in given.items()}


def _where(method: str, path: str) -> Where:
    parts = path.split("/", NOUN + 1)
    return method, parts[NOUN] if len(parts) > NOUN else "", path.count("/")
