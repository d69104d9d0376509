"""A visit: one outside request as the front sees it, read once from its head."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from os import urandom
from typing import Any

from gateway.routing.networks import Networks, scheme, visitor
from gateway.routing.refusals import (
    AddressTooLong,
    HeadersTooLarge,
    MethodOverrideUnknown,
    RequestMalformed,
)
from shared.ids import new_text_id

Headers = list[tuple[bytes, bytes]]
Scope = dict[str, Any]

LONGEST_ADDRESS = 8 * 1024
LARGEST_HEAD = 16 * 1024
OVERRIDES = frozenset({b"PATCH", b"PUT", b"DELETE"})
SAFE_ID = re.compile(rb"[A-Za-z0-9._-]{8,128}")
TRACEPARENT = re.compile(rb"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
WAIT = re.compile(rb"(?:^|&)wait=(\d{1,2})(?:&|$)")
SINGLE = frozenset({b"content-length", b"authorization", b"host", b"content-type"})


@dataclass(slots=True)
class Visit:
    """What the front needs to know of a request; its body is not here and is never parsed."""

    method: str
    path: bytes
    query: bytes
    headers: Headers
    address: str
    scheme: str
    named: dict[bytes, bytes]
    request_id: str = ""
    traceparent: str = ""
    answer_headers: Headers = field(default_factory=list)
    traceless: bool = False

    def forget_ids(self) -> None:
        """Make the visit traceless: no id, no trace and no token go on from here."""
        self.traceless = True
        self.request_id = self.traceparent = ""
        self.named.pop(b"authorization", None)

    def copied(self, headers: Headers) -> "Visit":
        """The same visit with other headers, and nothing to tell the visitor yet."""
        return replace(self, headers=headers, named=dict(headers), answer_headers=[])

    @property
    def instance(self) -> str:
        """The path as a problem document names it."""
        return self.path.decode("ascii", "replace")

    @property
    def shown(self) -> str:
        """The path as a log may show it: what follows the noun may be a token."""
        return "" if self.traceless else "/".join(self.instance.split("/")[:4])

    @property
    def token(self) -> str | None:
        """The outside bearer token, if one was sent."""
        scheme, _, token = self.named.get(b"authorization", b"").partition(b" ")
        return token.strip().decode("latin-1") if scheme.lower() == b"bearer" else None

    @property
    def length(self) -> int | None:
        """How long the body says it is."""
        stated = self.named.get(b"content-length")
        return None if stated is None else int(stated)

    @property
    def has_body(self) -> bool:
        """Whether a body follows the head."""
        return b"transfer-encoding" in self.named or bool(self.length)

    @property
    def is_upload(self) -> bool:
        """Whether the body is a form with files."""
        return self.named.get(b"content-type", b"").lower().startswith(b"multipart/")

    @property
    def asks_for_stream(self) -> bool:
        """Whether a live stream is asked for by name."""
        return b"text/event-stream" in self.named.get(b"accept", b"")

    @property
    def wait(self) -> int:
        """How many seconds a long-poll may wait for news."""
        asked = WAIT.search(self.query)
        return int(asked[1]) if asked else 0


def visit_of(scope: Scope, proxies: Networks) -> Visit:
    """Read the head of a request; its ids are accepted when well-formed, else made."""
    headers: Headers = scope["headers"]
    named = dict(headers)
    client = scope["client"]
    address = client[0] if client else ""
    return Visit(
        method=scope["method"],
        path=path_of(scope),
        query=scope["query_string"],
        headers=headers,
        address=visitor(address, named.get(b"x-forwarded-for"), proxies),
        scheme=scheme(scope["scheme"], address, named.get(b"x-forwarded-proto"), proxies),
        named=named,
        request_id=request_id_of(named),
        traceparent=_accepted(named.get(b"traceparent"), TRACEPARENT) or _new_trace(),
    )


def path_of(scope: Scope) -> bytes:
    """The path as it was sent, its escapes not read."""
    return scope.get("raw_path") or str(scope["path"]).encode()


def request_id_of(named: Mapping[bytes, bytes]) -> str:
    """The id a request brings, when it is well-formed; else one made for it."""
    return _accepted(named.get(b"x-request-id"), SAFE_ID) or new_text_id()


def _new_trace() -> str:
    ids = urandom(24).hex()
    return f"00-{ids[:32]}-{ids[32:]}-00"


def _accepted(sent: bytes | None, form: re.Pattern[bytes]) -> str | None:
    return sent.decode() if sent is not None and form.fullmatch(sent) else None


def examine(visit: Visit) -> None:
    """Refuse a head that is too large or says two things at once; take up a method override."""
    if len(visit.path) + len(visit.query) > LONGEST_ADDRESS:
        raise AddressTooLong(LONGEST_ADDRESS)
    if sum(len(name) + len(value) + 4 for name, value in visit.headers) > LARGEST_HEAD:
        raise HeadersTooLarge(LARGEST_HEAD)
    _refuse_contradictions(visit)
    override = visit.named.get(b"x-http-method-override")
    if override is not None:
        if visit.method != "POST" or override.upper() not in OVERRIDES:
            raise MethodOverrideUnknown
        visit.method = override.upper().decode()


def _refuse_contradictions(visit: Visit) -> None:
    """Two lengths, two tokens or a length beside chunks is how requests are smuggled."""
    if len(visit.named) != len(visit.headers):
        single = [name for name, _ in visit.headers if name in SINGLE]
        if len(single) != len(set(single)):
            raise RequestMalformed
    length = visit.named.get(b"content-length")
    if length is not None and (not length.isdigit() or b"transfer-encoding" in visit.named):
        raise RequestMalformed
