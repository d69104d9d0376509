from collections.abc import Iterator

from gateway.routing.cache import KEPT_FOR_ERRORS, OVERHEAD, Cache, Stored
from gateway.routing.cache_rules import Terms
from gateway.routing.encodings import best_encoding, form_of, tagged

TAGS = ("documents.document", "approvals.matter")
JSON = [(b"content-type", b"application/json"), (b"etag", b'"7"')]


class Clock:
    """A clock that stands still until told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def stored_in(cache: Cache, key: bytes, body: bytes = b"{}", **terms: tuple[bytes, ...]) -> Stored:
    stored = Stored(JSON, body, Terms(30, 29, terms.get("vary", ())), TAGS, cache.versions(TAGS))
    cache.keep(key, {}, stored)
    return stored


def test_an_answer_is_fresh_then_stale_then_only_better_than_an_error() -> None:
    clock = Clock()
    cache = Cache(1 << 20, clock)
    cache.watched = True
    stored = stored_in(cache, b"/a?")
    seen = []
    for age in (0, 29.9, 30, 58.9, 59, KEPT_FOR_ERRORS):
        clock.now = 100.0 + age
        seen.append((cache.state(stored), cache.helps(stored)))
    assert seen == [
        ("fresh", True), ("fresh", True), ("stale", True), ("stale", True), ("old", True),
        ("old", False),
    ]  # fmt: skip


def test_while_no_facts_are_heard_nothing_is_older_than_a_second() -> None:
    clock = Clock()
    cache = Cache(1 << 20, clock)
    stored = stored_in(cache, b"/a?")
    assert cache.state(stored) == "fresh"
    clock.now += 1
    assert cache.state(stored) == "old"


def test_a_fact_drops_what_depends_on_its_noun_and_nothing_else() -> None:
    cache = Cache(1 << 20)
    stored_in(cache, b"/a?")
    cache.drop("feedback.review")
    assert cache.find(b"/a?", {}) is not None
    cache.drop("approvals.matter")
    assert cache.find(b"/a?", {}) is None
    assert (len(cache), cache.taken) == (0, 0)


def test_an_answer_under_way_when_the_fact_came_is_not_kept() -> None:
    cache = Cache(1 << 20)
    before = cache.versions(TAGS)
    cache.drop("documents.document")
    cache.keep(b"/a?", {}, Stored(JSON, b"old", Terms(30, 0, ()), TAGS, before))
    assert cache.find(b"/a?", {}) is None


def test_the_least_recently_used_goes_when_there_is_no_room() -> None:
    cache = Cache(3 * (OVERHEAD + 2))
    for key in (b"/1?", b"/2?", b"/3?"):
        stored_in(cache, key)
    cache.find(b"/1?", {})
    stored_in(cache, b"/4?")
    assert [cache.find(key, {}) is not None for key in (b"/1?", b"/2?", b"/3?", b"/4?")] == [
        True, False, True, True,
    ]  # fmt: skip
    stored_in(cache, b"/huge?", b"x" * 10_000)
    assert cache.find(b"/huge?", {}) is None
    assert cache.taken <= cache.room


def test_forms_of_one_page_by_what_it_varies_with() -> None:
    cache = Cache(1 << 20)
    for accept in (b"text/html", b"application/json"):
        stored = Stored(JSON, accept, Terms(30, 0, (b"accept",)), TAGS, cache.versions(TAGS))
        cache.keep(b"/a?", {b"accept": accept}, stored)
    bodies = [_body(cache, {b"accept": accept}) for accept in (b"text/html", b"application/json")]
    assert bodies == [b"text/html", b"application/json"]
    assert cache.find(b"/a?", {b"accept": b"application/pdf"}) is None


def _body(cache: Cache, named: dict[bytes, bytes]) -> bytes:
    found = cache.find(b"/a?", named)
    assert found is not None
    return found.body


def _said() -> Iterator[tuple[bytes, bytes]]:
    yield b"", b""
    yield b"gzip, deflate, br", b"br"
    yield b"gzip;q=1.0, br;q=0", b"gzip"
    yield b"identity", b""
    yield b"br;q=0, gzip; q=0", b""


def test_the_best_encoding_a_visitor_takes_and_none_for_what_is_small_or_no_text() -> None:
    cache = Cache(1 << 20)
    long = Stored(JSON, b"{}" * 1000, Terms(1, 0, ()), TAGS, cache.versions(TAGS))
    for accepted, expected in _said():
        assert best_encoding(long, accepted) == expected
    short = Stored(JSON, b"{}", Terms(1, 0, ()), TAGS, ())
    image = Stored([(b"content-type", b"image/png")], b"{}" * 1000, Terms(1, 0, ()), TAGS, ())
    assert best_encoding(short, b"br") == best_encoding(image, b"br") == b""


def test_each_form_has_an_etag_of_its_own_and_is_made_once() -> None:
    stored = Stored(JSON, b"{}" * 1000, Terms(1, 0, ()), TAGS, ())
    headers, body = form_of(stored, b"br")
    assert dict(headers)[b"etag"] == b'"7-br"' == tagged(b'"7"', b"br")
    assert dict(headers)[b"vary"] == b"accept-encoding"
    assert form_of(stored, b"br")[1] is body
    assert len(body) < len(stored.body)
