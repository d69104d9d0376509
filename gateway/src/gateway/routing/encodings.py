"""Encodings of stored answers: gzip and br, each made once when it is first asked for."""

import gzip

import brotli

from gateway.routing.cache import Stored
from gateway.routing.visits import Headers

WORTH_IT = 700  # bytes below which nothing is won
TEXTS = (b"application/json", b"text/", b"image/svg", b"application/xml")
GZIP_LEVEL, BROTLI_QUALITY = 6, 5
PLAIN = b""


def best_encoding(stored: Stored, accepted: bytes) -> bytes:
    """The best encoding a request accepts for an answer; empty for none."""
    if not accepted or len(stored.body) < WORTH_IT or not _is_text(stored.headers):
        return PLAIN
    offered = {
        name.strip()
        for name, _, weight in (part.partition(b";") for part in accepted.lower().split(b","))
        if weight.replace(b" ", b"") not in {b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"}
    }
    if b"br" in offered:
        return b"br"
    return b"gzip" if b"gzip" in offered else PLAIN


def form_of(stored: Stored, encoding: bytes) -> tuple[Headers, bytes]:
    """Head and body in an encoding; made once and kept with the answer."""
    known = stored.forms.get(encoding)
    if known is None:
        known = stored.forms[encoding] = _made(stored, encoding)
    return known


def tagged(etag: bytes, encoding: bytes) -> bytes:
    """The strong ETag of an answer in an encoding: another representation, another tag."""
    return etag[:-1] + b"-" + encoding + b'"' if encoding and etag.endswith(b'"') else etag


def _made(stored: Stored, encoding: bytes) -> tuple[Headers, bytes]:
    if encoding == b"br":
        body = brotli.compress(stored.body, quality=BROTLI_QUALITY)
    elif encoding == b"gzip":
        body = gzip.compress(stored.body, GZIP_LEVEL, mtime=0)
    else:
        body = stored.body
    headers = [
        (name, tagged(value, encoding) if name == b"etag" else value)
        for name, value in stored.headers
        if name not in {b"content-length", b"vary"}
    ]
    headers.append((b"content-length", str(len(body)).encode()))
    headers.append((b"vary", b", ".join([*stored.terms.vary, b"accept-encoding"])))
    if encoding:
        headers.append((b"content-encoding", encoding))
    return headers, body


def _is_text(headers: Headers) -> bool:
    return dict(headers).get(b"content-type", b"").startswith(TEXTS)
