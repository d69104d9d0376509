"""The express lane: the way to a stored answer, remembered, and walked at once by the next one.

Whether a request gets a stored answer, and in which form, is decided by its address and a few of
its headers. Who asks the same with the same headers is not examined again: the lane knows where
the answer lies and what its head says, counts the visit, and has it ready in bytes. Anything out of
the ordinary, and an answer that is not fresh any more, goes the long way through the front.
"""

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from gateway.routing.cache import Cache, Stored
from gateway.routing.cache_rules import key_of
from gateway.routing.headers import ALWAYS
from gateway.routing.limits import Limiter
from gateway.routing.networks import Networks, scheme, visitor
from gateway.routing.shelf import HOW, OK, chosen, head_of
from gateway.routing.visits import Headers, Scope, Visit, path_of, request_id_of
from gateway.routing.within import KNOWN

MOST, LONGEST = 10_000, 1_024  # ways remembered, and the bytes of what leads to one
DECIDING = (b"accept", b"accept-encoding", b"cache-control", b"if-none-match", b"origin")
UNUSUAL = frozenset(
    {b"authorization", b"content-length", b"range", b"transfer-encoding", b"x-http-method-override"}
)
HIT = HOW["hit"]

Key = tuple[bytes | str | None, ...]
Count = Callable[[str, str, int, float], None]  # method, segment, status, seconds


class Asked(NamedTuple):
    """A GET as it comes: its address, its headers, who sends it, and by http or https."""

    url: bytes
    headers: Headers
    peer: str
    came_by: str


class Ready(NamedTuple):
    """An answer in bytes; its head may be added to and ends with an empty line."""

    head: bytes
    body: bytes


class Terms(NamedTuple):
    """What the front worked out for a visit: its segment, its limit, and the rest of a head."""

    segment: str
    rate: str
    whole: Callable[[Headers], Headers]


class Way(NamedTuple):
    """Where an answer lies, which one it is, and what is said with it."""

    at: bytes
    number: int
    encoding: bytes
    status: int
    head: bytes
    segment: str
    rate: str


class Express:
    """The ways remembered; each leads to what was found by going the long way."""

    def __init__(self, cache: Cache, limiter: Limiter, proxies: Networks, count: Count) -> None:
        self._cache = cache
        self._limiter = limiter
        self._proxies = proxies
        self._count = count
        self._ways: dict[Key, Way] = {}

    def answer(self, asked: Asked) -> Ready | None:
        """What lies ready for a request; None when nothing was said and nothing counted."""
        started = time.perf_counter()
        named = dict(asked.headers)
        key = self._key(asked, named)
        way = None if key is None else self._ways.get(key)
        if key is None or way is None:
            return None
        stored = self._at_the_end(key, way)
        if stored is None:
            return None
        address = visitor(asked.peer, named.get(b"x-forwarded-for"), self._proxies)
        verdict = self._limiter.take_for_address(way.rate, address)
        if verdict is not None and not verdict.allowed:
            return None  # the front says so
        head = b"%bx-request-id: %b\r\nage: %d\r\n" % (
            way.head, request_id_of(named).encode(), self._cache.age(stored),
        )  # fmt: skip
        if verdict is not None:
            head += lines_of(verdict.headers())
        body = stored.forms[way.encoding][1] if way.status == OK else b""
        HIT.inc()
        self._count("GET", way.segment, way.status, time.perf_counter() - started)
        return Ready(head, body)

    def remember(self, scope: Scope, visit: Visit, terms: Terms) -> None:
        """A visit was answered the long way: if its answer lies here, the next need not go it."""
        if scope["method"] != "GET" or KNOWN in scope:
            return
        at, key = key_of(visit), self._key(_asked(scope), visit.named)
        stored = None if key is None else self._cache.present(at)
        if key is None or stored is None or stored.terms.vary or _size(key) > LONGEST:
            return
        status, encoding = chosen(stored, visit)
        if encoding not in stored.forms:
            return
        if len(self._ways) >= MOST:
            self._ways.clear()
        head = [*head_of(stored, status, encoding), *ALWAYS, (b"x-cache", b"hit")]
        said = STATUS_LINE[status] + lines_of(terms.whole(head))
        self._ways[key] = Way(at, stored.number, encoding, status, said, terms.segment, terms.rate)

    def _key(self, asked: Asked, named: Mapping[bytes, bytes]) -> Key | None:
        """What decides about a request; None when it may not be answered here."""
        if len(named) != len(asked.headers) or not UNUSUAL.isdisjoint(named):
            return None
        told_by = named.get(b"x-forwarded-proto")
        by = scheme(asked.came_by, asked.peer, told_by, self._proxies)
        return (asked.url, by, *map(named.get, DECIDING))

    def _at_the_end(self, key: Key, way: Way) -> Stored | None:
        """The answer, while it is the same and fresh."""
        stored = self._cache.present(way.at)
        if stored is None or stored.number != way.number:
            del self._ways[key]
            return None
        return stored if self._cache.state(stored) == "fresh" else None


def lines_of(headers: Headers) -> bytes:
    """Headers as they go over the wire."""
    return b"".join(b"%b: %b\r\n" % pair for pair in headers)


def _asked(scope: Scope) -> Asked:
    client, query = scope["client"], scope["query_string"]
    url = path_of(scope) + (b"?" + query if query else b"")
    return Asked(url, scope["headers"], client[0] if client else "", scope["scheme"])


def _size(key: Key) -> int:
    return sum(len(part) for part in key if part)
