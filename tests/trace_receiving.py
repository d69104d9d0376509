"""A collector of traces: takes OTLP over HTTP, as Jaeger or Tempo would."""

from dataclasses import dataclass, field
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass
class Collector:
    """An ASGI app that keeps every span it is sent."""

    spans: list[Span] = field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message.get("more_body", False)
        request = ExportTraceServiceRequest.FromString(body)
        for of_process in request.resource_spans:
            for of_scope in of_process.scope_spans:
                self.spans.extend(of_scope.spans)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def chain_from(self, first: Span) -> list[Span]:
        """A span, the one below it, and so on; each has one below it at most."""
        chain = [first]
        while below := [one for one in self.spans if one.parent_span_id == chain[-1].span_id]:
            (only,) = below
            chain.append(only)
        return chain


def kinds_of(spans: list[Span]) -> list[str]:
    """What each span is, and its name."""
    kinds = [Span.SpanKind.Name(one.kind).removeprefix("SPAN_KIND_") for one in spans]
    return [f"{kind} {one.name}" for kind, one in zip(kinds, spans, strict=True)]
