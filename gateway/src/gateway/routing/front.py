"""The front: the one door of the house, in plain ASGI.

Finds the service of a request, refuses what is too large, too often or not who
it says it is, and lets the rest through. What is the gateway's own goes to the
app behind it, with the same badge every service gets.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

import structlog
from prometheus_client import Counter, Histogram

from gateway.routing.answers import App, Message, Receive, Send, Wire, answer_empty, answer_problem
from gateway.routing.bodies import VisitorLeft, bounded
from gateway.routing.cache_rules import may_share
from gateway.routing.crossing import HalfAnswer
from gateway.routing.doorkeeper import Doorkeeper, Known
from gateway.routing.express import Express, Terms
from gateway.routing.guards import Guarding, Guards
from gateway.routing.headers import ALWAYS, inward
from gateway.routing.limits import Limiter, Verdict
from gateway.routing.networks import Networks
from gateway.routing.passage import Passage
from gateway.routing.refusals import AnswerUnreadable, BodyTooLarge, FrontFault, UnknownAddress
from gateway.routing.shelf import Shelf
from gateway.routing.table import GATEWAY, Route, first_segment, rate_of, tags_of
from gateway.routing.upstreams import Upstreams
from gateway.routing.visits import Scope, Visit, examine, visit_of
from gateway.routing.within import KNOWN
from shared.metrics import REQUESTS, SECONDS
from shared.refusals import Refusal

PAGES = Route("pages", GATEWAY)
OPERATORS = Route("operators", GATEWAY)
OPEN_PAGES = frozenset({b"/", b"/docs", b"/openapi.json", b"/.well-known/jwks.json"})
OPEN_FOLDER = b"/docs/"
OPERATORS_PAGES = frozenset({b"/health/live", b"/health/ready", b"/metrics"})
VISITOR_LEFT = 499


@dataclass(slots=True)
class Door:
    """What stands at the door."""

    table: Mapping[bytes, Route]
    upstreams: Upstreams
    limiter: Limiter
    doorkeeper: Doorkeeper
    passage: Passage
    shelf: Shelf
    proxies: Networks
    operators: Networks
    guards: Guards = field(default_factory=Guards)
    express: Express = field(init=False)

    def __post_init__(self) -> None:
        """Lay the lane past the door."""
        self.express = Express(self.shelf.cache, self.limiter, self.proxies, _count_answer)


class Front:
    """The ASGI app of the gateway; `own` answers its own paths, `door` is there once it opened."""

    def __init__(self, own: App) -> None:
        self.door: Door | None = None
        self._own = own
        self._log = structlog.get_logger("request").bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; there are no web sockets here."""
        if scope["type"] == "lifespan":
            await self._own(scope, receive, send)
        elif scope["type"] == "websocket" or self.door is None:
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer(self.door, scope, receive, send)

    @property
    def express(self) -> Express | None:
        """The lane past the door, once it opened."""
        return self.door.express if self.door else None

    async def _answer(self, door: Door, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        visit = visit_of(scope, door.proxies)
        wire = Wire(scope, receive, Guarding(send, door.guards.said(visit)))
        visit.answer_headers = [*ALWAYS, (b"x-request-id", visit.request_id.encode())]
        route, refused = None, True
        try:
            examine(visit)
            route = _route(visit, door)
            if route.traceless:
                visit.forget_ids()
                visit.answer_headers = [*ALWAYS]
            status = await self._let_in(door, visit, route, wire)
            refused = False
        except Refusal as refusal:
            status = await answer_problem(wire.send, visit, refusal)
        except VisitorLeft:
            status = VISITOR_LEFT
        except HalfAnswer as broken:
            fault = repr(broken.__cause__)
            self._log.warning("half an answer", path=visit.shown, fault=fault)
            status = None
            if not wire.send.begun and route is not None:  # it was to be kept whole first
                status = await answer_problem(wire.send, visit, AnswerUnreadable(route.service.key))
        except Exception:  # noqa: BLE001 - the door answers whatever happened behind it
            self._log.exception("fault", path=visit.shown, request_id=visit.request_id)
            status = None
            if not wire.send.begun:
                status = await answer_problem(wire.send, visit, FrontFault())
        if status is not None:
            name = route.segment if route else "unknown"
            seconds = time.perf_counter() - started
            _count_answer(visit.method, name, status, seconds)
            if refused:
                self._tell(visit, name, status, seconds)

    def _tell(self, visit: Visit, name: str, status: int, seconds: float) -> None:
        """Write the line of what ended at the door; what a service answered has its line there."""
        if not visit.traceless:
            self._log.info(
                "refused",
                method=visit.method,
                route=name,
                path=visit.shown,
                status=status,
                ms=round(seconds * 1000, 1),
                request_id=visit.request_id,
            )

    async def _let_in(self, door: Door, visit: Visit, route: Route, wire: Wire) -> int | None:
        """The status of the answer; None when whoever answered has told it already."""
        allowed = door.guards.preflight(visit)
        if allowed is not None:
            return await answer_empty(wire.send, [*allowed, *visit.answer_headers])
        if route is OPERATORS:
            await self._inside(door, visit, door.doorkeeper.anybody, wire)
            return None
        known = wire.scope.get(KNOWN) or await self._known(door, visit, route)
        fetch = partial(self._fetch, door, route, known)
        if route.tags and known.caller.is_anonymous and may_share(visit):
            status = await door.shelf.answer(visit, tags_of(route, visit.path), wire, fetch)
            if not route.traceless:
                terms = Terms(route.segment, rate_of(route, visit.path), wire.send.whole)
                door.express.remember(wire.scope, visit, terms)
            return status
        return await fetch(visit, wire)

    async def _fetch(
        self, door: Door, route: Route, known: Known, visit: Visit, wire: Wire
    ) -> int | None:
        """Have the owner answer."""
        if route.service is GATEWAY:
            await self._inside(door, visit, known, wire)
            return None
        badge = door.doorkeeper.badge(known, route.service.audience)
        upstream = door.upstreams[route.service.key]
        return await door.passage.carry(visit, route, upstream, badge, wire)

    async def _known(self, door: Door, visit: Visit, route: Route) -> Known:
        """Who asks; refused when address or account ask too often, or the token is no good."""
        _count(visit, door.limiter.take_for_address(rate_of(route, visit.path), visit.address))
        known = await door.doorkeeper.who(visit.token)
        if not known.caller.is_anonymous:
            _count(visit, door.limiter.take("account", known.caller.subject))
        return known

    async def _inside(self, door: Door, visit: Visit, known: Known, wire: Wire) -> None:
        """Let our own app answer; it tells its requests itself."""
        if visit.length is not None and visit.length > PAGES.body_limit:
            raise BodyTooLarge(PAGES.body_limit)
        badge = door.doorkeeper.badge(known, GATEWAY.audience)
        inner = {**wire.scope, "method": visit.method, "headers": inward(visit, badge)}
        inner[KNOWN] = known
        ours = [pair for pair in visit.answer_headers if pair[0] != b"x-request-id"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *ours]}
            await wire.send(message)

        await self._own(inner, bounded(wire.receive, PAGES.body_limit), sending)


def _route(visit: Visit, door: Door) -> Route:
    """Where the path leads; refused with UnknownAddress before any work."""
    route = door.table.get(first_segment(visit.path))
    if route is not None:
        return route
    if visit.path in OPEN_PAGES or visit.path.startswith(OPEN_FOLDER):
        return PAGES
    if visit.path in OPERATORS_PAGES and visit.address in door.operators:
        return OPERATORS
    raise UnknownAddress


def _count(visit: Visit, verdict: Verdict | None) -> None:
    """Tell the visitor how many are left; refused with RateExceeded when none is."""
    if verdict is not None:
        visit.answer_headers.extend(verdict.headers())
        if not verdict.allowed:
            raise verdict.refusal()


@lru_cache(maxsize=4096)
def _counters(method: str, name: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(method, name, status), SECONDS.labels(name)


def _count_answer(method: str, name: str, status: int, seconds: float) -> None:
    answered, took = _counters(method, name, status)
    answered.inc()
    took.observe(seconds)
