"""What may be shared is what a service calls public, asked by nobody in particular."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.routing.cache import Cache, Stored
from gateway.routing.cache_rules import Terms, key_of, may_share, terms_of
from gateway.routing.networks import Networks
from gateway.routing.visits import Headers, Visit, visit_of

ONE = Terms(1, 0, ())
PUBLIC = b"public, max-age=30, stale-while-revalidate=150"


def a_visit(method: str = "GET", query: bytes = b"", **headers: bytes) -> Visit:
    named = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    scope = {
        "method": method, "path": "/api/v1/matters", "raw_path": b"/api/v1/matters",
        "query_string": query, "headers": named, "client": ("127.0.0.1", 1), "scheme": "http",
    }  # fmt: skip
    return visit_of(scope, Networks())


def answer(**headers: bytes) -> Headers:
    told = {"cache_control": PUBLIC, "content_length": b"10"} | headers
    return [(name.replace("_", "-").encode(), value) for name, value in told.items()]


@pytest.mark.parametrize(
    ("visit", "shared"),
    [
        (a_visit(), True),
        (a_visit("HEAD"), True),
        (a_visit("POST"), False),
        (a_visit(authorization=b"Bearer x"), False),
        (a_visit(range=b"bytes=0-1"), False),
        (a_visit(cache_control=b"no-cache"), False),
        (a_visit(cache_control=b"max-age=0"), False),
        (a_visit(accept=b"text/event-stream"), False),
        (a_visit(query=b"wait=25&after=1"), False),
    ],
)
def test_which_requests_may_share(visit: Visit, *, shared: bool) -> None:
    assert may_share(visit) is shared


@pytest.mark.parametrize(
    ("status", "headers", "terms"),
    [
        (200, answer(), Terms(30, 29, ())),
        (200, answer(cache_control=b"public, max-age=1, stale-while-revalidate=9"), ONE),
        (200, answer(cache_control=b"public, max-age=9, s-maxage=60"), Terms(60, 0, ())),
        (200, answer(vary=b"Accept, Accept-Encoding"), Terms(30, 29, (b"accept",))),
        (404, answer(), None),
        (200, answer(cache_control=b"private, max-age=30"), None),
        (200, answer(cache_control=b"max-age=30"), None),
        (200, answer(cache_control=b"public, no-store"), None),
        (200, answer(cache_control=b"public, max-age=0"), None),
        (200, answer(set_cookie=b"a=b"), None),
        (200, answer(vary=b"*"), None),
        (200, answer(vary=b"Accept, Authorization"), None),
        (200, answer(content_length=b"9999999"), None),
        (200, [(b"cache-control", PUBLIC)], None),
    ],
)  # fmt: skip
def test_on_which_terms_answers_are_shared(
    status: int, headers: Headers, terms: Terms | None
) -> None:
    assert terms_of(status, headers) == terms


def test_the_same_question_in_another_order_is_the_same_question() -> None:
    assert key_of(a_visit(query=b"b=2&a=1")) == key_of(a_visit(query=b"a=1&b=2"))
    assert key_of(a_visit(query=b"a=1")) != key_of(a_visit(query=b"a=2"))


WORDS = st.sampled_from(
    [b"", b"public", b"private", b"no-store", b"max-age=60", b"public, max-age=60"]
)
VARIES = st.sampled_from([b"", b"Accept", b"Authorization", b"Cookie", b"*", b"Accept, Cookie"])
PEOPLE = st.sampled_from([b"", b"Bearer zhang", b"Bearer li"])


@given(said=WORDS, vary=VARIES, cookie=st.booleans(), asker=PEOPLE, other=PEOPLE)
def test_no_answer_crosses_from_one_person_to_another(
    said: bytes, vary: bytes, *, cookie: bool, asker: bytes, other: bytes
) -> None:
    """One asks, then another asks the same: what the second is given from the cache, if
    anything, was said to be public and was given to somebody unknown."""
    headers = [(b"cache-control", said), (b"content-length", b"5")]
    headers += [(b"vary", vary)] * bool(vary) + [(b"set-cookie", b"s=1")] * cookie
    first = a_visit(authorization=asker) if asker else a_visit()
    second = a_visit(authorization=other) if other else a_visit()
    cache = Cache(1 << 20)
    terms = terms_of(200, headers) if may_share(first) else None
    if terms is not None:
        stored = Stored(headers, asker, terms, ("a.b",), cache.versions(("a.b",)))
        cache.keep(key_of(first), first.named, stored)

    found = cache.find(key_of(second), second.named) if may_share(second) else None

    if found is not None:
        assert (asker, other, found.body) == (b"", b"", b"")
        assert b"public" in said
        assert not cookie
        assert vary in {b"", b"Accept"}
