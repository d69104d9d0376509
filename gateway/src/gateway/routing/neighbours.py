"""Questions from within: a route read as anybody would, and what lies next to a service's thing."""

import asyncio
from collections.abc import Mapping
from typing import Any

from gateway.routing.answers import Message, Sending, Wire
from gateway.routing.front import Front
from gateway.routing.table import SERVICES, Route
from gateway.routing.visits import visit_of
from gateway.routing.within import KNOWN, Answered, ask_within

ROUTES = {service.key: Route("links", service, seconds=3.0) for service in SERVICES}
PASSED_ON = frozenset({b"x-request-id", b"traceparent"})


async def ask_publicly(front: Front, outer: Mapping[str, Any], target: str) -> Answered:
    """Read a route as anybody would, whoever asked us: the answer may be shared."""
    return await ask_within(front, _as_anybody(front, outer), "GET", target, _passed_on(outer))


async def ask_service(front: Front, outer: Mapping[str, Any], key: str, path: str) -> Answered:
    """Read an internal path of a service; refused as the passage refuses."""
    if front.door is None or key not in front.door.upstreams:
        return Answered(404)
    door, route, answered = front.door, ROUTES[key], Answered()
    scope = {
        **outer,
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in _passed_on(outer).items()],
    }
    badge = door.doorkeeper.badge(door.doorkeeper.anybody, route.service.audience)
    visit = visit_of(scope, door.proxies)
    wire = Wire(scope, asyncio.Queue[Message]().get, Sending(answered.take))  # nobody leaves
    await door.passage.carry(visit, route, door.upstreams[key], badge, wire)
    return answered


def _as_anybody(front: Front, outer: Mapping[str, Any]) -> Mapping[str, Any]:
    known = front.door.doorkeeper.anybody if front.door else outer[KNOWN]
    return {**outer, KNOWN: known}


def _passed_on(outer: Mapping[str, Any]) -> dict[str, str]:
    """One request and one trace, however many parts it has."""
    return {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in outer["headers"]
        if name in PASSED_ON
    }
