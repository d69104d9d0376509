"""Which headers pass the wall, each way."""

from gateway.routing.refusals import RequestMalformed
from gateway.routing.visits import Headers, Visit

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
OURS_TO_SAY = frozenset(
    {
        b"authorization",
        b"baggage",
        b"cookie",
        b"expect",
        b"forwarded",
        b"host",
        b"traceparent",
        b"tracestate",
        b"via",
        b"x-http-method-override",
        b"x-real-ip",
        b"x-request-deadline-ms",
        b"x-request-id",
    }
)
OURS_BY_PREFIX = (b"x-forwarded-", b"x-internal-", b"x-user-")
ALWAYS: Headers = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
BODILESS = frozenset({204, 304})
CONDITIONS = frozenset({b"if-match", b"if-none-match"})
LENGTH = frozenset({b"content-length"})
NOT_BACK = HOP_BY_HOP | {b"date", b"server", b"set-cookie", b"x-request-id"}


def untagged(etags: bytes) -> bytes:
    """The services' own ETags in what a client sends back: an encoding has a tag of its own."""
    return etags.replace(b'-br"', b'"').replace(b'-gzip"', b'"')


def onward(visit: Visit, badge: str) -> dict[str, str]:
    """The headers a service gets: the client's own words, and ours about the client.

    A traceless visit is passed on without id, trace, address and agent.
    """
    kept = _kept(visit)
    kept["Authorization"] = f"Bearer {badge}"
    kept["X-Forwarded-Proto"] = visit.scheme
    if visit.traceless:
        kept.pop("user-agent", None)
        return kept
    kept["X-Forwarded-For"] = visit.address
    kept["X-Request-Id"] = visit.request_id
    kept["traceparent"] = visit.traceparent
    return kept


def inward(visit: Visit, badge: str) -> Headers:
    """The headers our own app gets."""
    kept = [
        (name, value)
        for name, value in visit.headers
        if (name == b"host" or name not in OURS_TO_SAY) and not name.startswith(OURS_BY_PREFIX)
    ]
    return [
        *kept,
        (b"authorization", f"Bearer {badge}".encode()),
        (b"x-request-id", visit.request_id.encode()),
        (b"traceparent", visit.traceparent.encode()),
    ]


def _kept(visit: Visit) -> dict[str, str]:
    dropped = _named_by_connection(visit.headers)
    kept: dict[str, str] = {}
    try:
        for name, value in visit.headers:
            if name in HOP_BY_HOP or name in OURS_TO_SAY or name in dropped:
                continue
            if name.startswith(b"x-") and name.startswith(OURS_BY_PREFIX):
                continue
            text = (untagged(value) if name in CONDITIONS else value).decode("utf-8")
            key = name.decode("ascii")
            kept[key] = f"{kept[key]}, {text}" if key in kept else text
    except UnicodeDecodeError as fault:
        raise RequestMalformed from fault
    return kept


def back(headers: Headers, visit: Visit, status: int) -> Headers:
    """The headers the client gets: the service's own words, and ours."""
    dropped = _named_by_connection(headers) | (LENGTH if status in BODILESS else frozenset())
    kept = [
        (lowered, value)
        for name, value in headers
        if (lowered := name.lower()) not in NOT_BACK and lowered not in dropped
    ]
    kept.extend(visit.answer_headers)
    return kept


def _named_by_connection(headers: Headers) -> frozenset[bytes]:
    """A sender may declare further headers as meant for the next hop only (RFC 9110, 7.6.1)."""
    for name, value in headers:
        if name.lower() == b"connection" and value.lower() not in {b"keep-alive", b"close"}:
            return frozenset(part.strip().lower() for part in value.split(b","))
    return frozenset()
