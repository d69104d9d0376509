"""OpenTelemetry spans when OTEL_EXPORTER_OTLP_ENDPOINT is set; else nothing is loaded.

A trace is carried by ``traceparent``: the header of a request, the column of a recorded fact, the
member of an event. Each place that does something puts its own span there, so the next one hangs
below it. Sampling and the rest are set by OpenTelemetry's own variables (OTEL_TRACES_SAMPLER ...).
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Literal

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
HEADER = b"traceparent"
Kind = Literal["SERVER", "PRODUCER", "CONSUMER"]


def is_wanted() -> bool:
    """Whether somebody collects traces."""
    return any(os.environ.get(name) for name in ENDPOINTS)


class Tracer:
    """The spans of one process, sent in batches by a thread of their own."""

    def __init__(self, service: str) -> None:
        from opentelemetry import trace  # noqa: PLC0415  30 MB that only tracing needs
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415
            TraceContextTextMapPropagator,
        )

        resource = Resource.create({"service.name": service, "service.namespace": "yangguang"})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("yangguang")
        self._api, self._words = trace, TraceContextTextMapPropagator()

    @contextmanager
    def span(self, name: str, kind: Kind, parent: str, **told: str) -> Iterator[tuple[Any, str]]:
        """A span below that parent, and the ``traceparent`` for whatever comes below it."""
        above = self._words.extract({"traceparent": parent})
        with self._tracer.start_as_current_span(
            name, above, self._api.SpanKind[kind], attributes=told
        ) as span:
            carried: dict[str, str] = {}
            self._words.inject(carried)
            yield span, carried.get("traceparent", parent)

    def end(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


class Process:
    """The tracer of this process, while there is one."""

    tracer: Tracer | None = None


@asynccontextmanager
async def traced(service: str) -> AsyncIterator[None]:
    """Spans are sent while the block runs, if somebody collects them."""
    if Process.tracer is not None or not is_wanted():
        yield
        return
    Process.tracer = Tracer(service)
    try:
        yield
    finally:
        ending, Process.tracer = Process.tracer, None
        await asyncio.to_thread(ending.end)


@contextmanager
def step(name: str, kind: Kind, parent: str, **told: str) -> Iterator[str]:
    """The ``traceparent`` for what happens inside: of a span of its own, or the one given."""
    if Process.tracer is None:
        yield parent
        return
    with Process.tracer.span(name, kind, parent, **told) as (_, onward):
        yield onward


class TracedRequests:
    """A layer of ASGI that puts its own span into the request; only there when traces are wanted.

    A request under a traceless path has none.
    """

    def __init__(self, app: ASGIApp, traceless: tuple[str, ...] = ()) -> None:
        self._app = app
        self._traceless = traceless

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        tracer = Process.tracer
        path = scope.get("path", "")
        if tracer is None or scope["type"] != "http" or path.startswith(self._untold):
            await self._app(scope, receive, send)
            return
        headers = [pair for pair in scope["headers"] if pair[0] != HEADER]
        parent = next((value for name, value in scope["headers"] if name == HEADER), b"")
        method = scope["method"]
        with tracer.span(method, "SERVER", parent.decode("latin-1")) as (span, onward):
            inner = {**scope, "headers": [*headers, (HEADER, onward.encode())]}

            async def sending(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                await send(message)

            span.set_attribute("http.request.method", method)
            await self._app(inner, receive, sending)
            template = getattr(inner.get("route"), "path", None)
            if template:
                span.update_name(f"{method} {template}")
                span.set_attribute("http.route", template)

    @property
    def _untold(self) -> tuple[str, ...]:
        return ("/health/", "/metrics", *self._traceless)
