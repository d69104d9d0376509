"""Which answers may be shared, for how long, and by which requests (RFC 9111, RFC 5861).

An answer is shared when the service calls it public. It was given to somebody who had not
logged in, and is given to nobody else: whoever shows a token asks the service.
"""

import re
from dataclasses import dataclass

from gateway.routing.visits import Headers, Visit

READING = frozenset({"GET", "HEAD"})
OWN_WISH = (b"no-cache", b"no-store", b"max-age=0")  # of a visitor who wants it fresh
SECONDS = re.compile(rb"(?:^|[\s,])(s-maxage|max-age|stale-while-revalidate)=(\d{1,8})")
FORBIDDING = re.compile(rb"(?:^|[\s,])(?:private|no-store|no-cache)(?:$|[\s,=])")
PUBLIC = re.compile(rb"(?:^|[\s,])public(?:$|[\s,])")
VARIES_BY_PERSON = frozenset({b"*", b"authorization", b"cookie"})
LARGEST = 1 << 20
CONDITIONAL = frozenset({b"if-none-match", b"if-modified-since"})


@dataclass(frozen=True, slots=True)
class Terms:
    """How an answer may be shared: seconds fresh, seconds more while it is fetched anew."""

    fresh: int
    stale: int
    vary: tuple[bytes, ...]


def may_share(visit: Visit) -> bool:
    """Whether this request may be answered with what another was answered."""
    named = visit.named
    if visit.method not in READING or b"authorization" in named or b"range" in named:
        return False
    wish = named.get(b"cache-control", b"")
    if wish and any(word in wish for word in OWN_WISH):
        return False
    return not (visit.asks_for_stream or (visit.query and visit.wait))


def terms_of(status: int, headers: Headers) -> Terms | None:
    """The terms of an answer; None when it is one person's, or nobody said that it is public."""
    named = dict(headers)
    said = named.get(b"cache-control", b"")
    if status != 200 or b"set-cookie" in named or not PUBLIC.search(said):  # noqa: PLR2004
        return None
    vary = tuple(
        word.strip() for word in named.get(b"vary", b"").lower().split(b",") if word.strip()
    )
    length = named.get(b"content-length", b"")
    small = length.isdigit() and int(length) <= LARGEST
    if FORBIDDING.search(said) or not small or VARIES_BY_PERSON & {*vary}:
        return None
    seconds = {name: int(number) for name, number in SECONDS.findall(said)}
    fresh = seconds.get(b"s-maxage", seconds.get(b"max-age", 0))
    if not fresh:
        return None
    # never older than twice its time, so that what may be a second old is no older than two
    stale = min(seconds.get(b"stale-while-revalidate", 0), fresh - 1)
    return Terms(fresh, stale, tuple(name for name in vary if name != b"accept-encoding"))


def key_of(visit: Visit) -> bytes:
    """What names the same thing: the path, and the query in one order."""
    query = visit.query
    if b"&" in query:
        query = b"&".join(sorted(query.split(b"&")))
    return visit.path + b"?" + query


def unconditional(visit: Visit) -> Visit:
    """The same request as anybody would make it who has no copy yet, with nothing to add."""
    headers = [pair for pair in visit.headers if pair[0] not in CONDITIONAL]
    return visit.copied(headers)
