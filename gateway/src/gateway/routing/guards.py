"""What every answer says to a browser: load nothing for it, frame it nowhere, come back by TLS.

A page that a service answers as HTML brings a policy of its own, which is left as it is. Other
origins read our answers only when they are listed; no cookie is ever asked for or accepted, so
nothing is sent along with what a foreign page asks (Fetch standard, CORS protocol).
"""

from collections.abc import Collection
from dataclasses import dataclass

from gateway.routing.answers import Message, Send, Sending
from gateway.routing.visits import Headers, Visit

POLICY = (
    b"content-security-policy",
    b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
)
FRAMES = (b"x-frame-options", b"DENY")
VARY = (b"vary", b"Origin")
METHODS = b"GET, HEAD, POST, PUT, PATCH, DELETE"
SENT = (
    b"Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
    b"Last-Event-ID, Traceparent, X-HTTP-Method-Override, X-Request-Id"
)
READ = (
    b"Age, Content-Disposition, ETag, Idempotent-Replayed, Link, Location, RateLimit, "
    b"RateLimit-Policy, Retry-After, X-Request-Id"
)
REMEMBERED_SECONDS = b"7200"  # the most that browsers keep


class Guarding(Sending):
    """The way back to the client; the head of the answer gets what is said to browsers."""

    __slots__ = ("_said",)

    def __init__(self, send: Send, said: Headers) -> None:
        super().__init__(send)
        self._said = said

    async def __call__(self, message: Message) -> None:
        """Send one message."""
        if message["type"] == "http.response.start":
            message = {**message, "headers": self.whole(message["headers"])}
        await super().__call__(message)

    def whole(self, headers: Headers) -> Headers:
        """A head with what is said to browsers."""
        known = {name for name, _ in headers}
        ours = [pair for pair in self._said if pair[0] == b"vary" or pair[0] not in known]
        return [*headers, *ours]


@dataclass(frozen=True)
class Guards:
    """The origins whose pages may read our answers, and how long browsers use TLS alone."""

    origins: frozenset[bytes] = frozenset()
    tls_seconds: int = 0

    @classmethod
    def of(cls, origins: Collection[str], tls_seconds: int) -> "Guards":
        """As settings say."""
        return cls(frozenset(origin.encode() for origin in origins), tls_seconds)

    def said(self, visit: Visit) -> Headers:
        """What goes with any answer to this visit."""
        said = [POLICY, FRAMES]
        if self.tls_seconds and visit.scheme == "https":  # RFC 6797, 7.2: never without TLS
            value = f"max-age={self.tls_seconds}; includeSubDomains".encode()
            said.append((b"strict-transport-security", value))
        if self.origins:
            said.append(VARY)
            origin = visit.named.get(b"origin")
            if origin in self.origins:
                said.append((b"access-control-allow-origin", origin))
                said.append((b"access-control-expose-headers", READ))
        return said

    def preflight(self, visit: Visit) -> Headers | None:
        """What a listed origin is told that asks before it asks; None for everything else."""
        named = visit.named
        asks = visit.method == "OPTIONS" and b"access-control-request-method" in named
        if not asks or named.get(b"origin") not in self.origins:
            return None
        return [
            (b"access-control-allow-methods", METHODS),
            (b"access-control-allow-headers", SENT),
            (b"access-control-max-age", REMEMBERED_SECONDS),
        ]
