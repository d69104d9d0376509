"""One plain ASGI layer around every service: request id, measured time, one log line."""

import re
import time
from functools import lru_cache
from typing import Any

import structlog
from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.ids import new_id
from shared.metrics import REQUESTS, SECONDS

log = structlog.get_logger("request")

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,128}")
QUIET = ("/health/", "/metrics")


class RequestContext:
    """Gives a request its id, echoes it, and tells how the request ended.

    What is asked under a traceless path gets no id, is not measured and leaves no line: not even
    the moment of it is noted.
    """

    def __init__(self, app: ASGIApp, traceless: tuple[str, ...] = ()) -> None:
        self._app = app
        self._traceless = traceless

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or (
            self._traceless and scope["path"].startswith(self._traceless)
        ):
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started, status = time.perf_counter(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            _tell(scope, status, time.perf_counter() - started)
            structlog.contextvars.clear_contextvars()


def _request_id(scope: Scope) -> str:
    given = next((v for k, v in scope["headers"] if k == b"x-request-id"), b"").decode("latin-1")
    return given if REQUEST_ID.fullmatch(given) else str(new_id())


@lru_cache(maxsize=4096)
def _counters(method: str, template: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(method, template, status), SECONDS.labels(template)


def _tell(scope: Scope, status: int, seconds: float) -> None:
    route: Any = scope.get("route")
    template = getattr(route, "path", "unknown")
    answered, took_seconds = _counters(scope["method"], template, status)
    answered.inc()
    took_seconds.observe(seconds)
    if not scope["path"].startswith(QUIET):
        took = round(seconds * 1000, 1)
        log.info("answered", method=scope["method"], route=template, status=status, ms=took)
