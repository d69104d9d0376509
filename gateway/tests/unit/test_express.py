"""The lane past the door gives what the long way gives, and is left when anything is unusual."""

import asyncio
from collections.abc import Mapping
from typing import Any, NamedTuple

from gateway_building import a_doorkeeper, nothing_of_our_own
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.routing.cache import Cache, Stored
from gateway.routing.cache_rules import Terms
from gateway.routing.express import Asked
from gateway.routing.front import Door, Front
from gateway.routing.guards import Guards
from gateway.routing.limits import Limiter
from gateway.routing.networks import Networks
from gateway.routing.passage import Passage, session_to_services
from gateway.routing.shelf import Shelf
from gateway.routing.table import TAGS, table
from gateway.routing.upstreams import Upstream

MATTERS, PLACES = b"/api/v1/matters", b"/api/v1/places"
NOUN = "approvals.matter"
KNOWN_BY = {b"host": b"yangguang.example", b"x-request-id": b"the-same-for-all"}
PROXY, BUSY = "192.0.2.1", 400
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        b"accept": st.sampled_from([b"*/*", b"text/event-stream"]),
        b"accept-encoding": st.sampled_from([b"br, gzip", b"gzip", b"br;q=0", b""]),
        b"authorization": st.just(b"Basic none"),
        b"cache-control": st.sampled_from([b"no-cache", b"max-age=0", b"only-if-cached"]),
        b"if-none-match": st.sampled_from([b'"1"', b'W/"1"', b'"1-br"', b'"2"', b"*"]),
        b"origin": st.sampled_from([b"https://listed.example", b"https://other.example"]),
        b"range": st.just(b"bytes=0-9"),
        b"user-agent": st.sampled_from([b"a", b"b"]),
        b"x-forwarded-for": st.sampled_from([b"203.0.113.7", b"203.0.113.8"]),
        b"x-forwarded-proto": st.sampled_from([b"https", b"http"]),
        b"x-http-method-override": st.just(b"PATCH"),
    },
)
ASKED = st.tuples(
    st.sampled_from(["GET", "GET", "GET", "HEAD"]),
    st.sampled_from([MATTERS, PLACES]),
    st.sampled_from([b"", b"limit=1", b"limit=1&q=2", b"q=2&limit=1", b"wait=5"]),
    HEADERS,
)
STEPS = st.lists(st.one_of(ASKED, st.sampled_from(["fact", "other fact", "later", "new"])))


class Given(NamedTuple):
    """An answer; the order of its headers says nothing."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class House:
    """A front whose services are away: what it answers lies on its shelf."""

    def __init__(self, session: Any, limiter: Limiter | None = None) -> None:
        self.now = 100.0
        self.cache = Cache(1 << 20, lambda: self.now)
        self.cache.watched = True
        self._session = session
        self.limiter = limiter or Limiter(factor=0)
        self.front = self.a_front()
        self.fill()

    def a_front(self) -> Front:
        """A front that remembers no way yet."""
        front = Front(nothing_of_our_own)
        front.door = Door(
            table({"approvals"}), {"approvals": Upstream("approvals", [])}, self.limiter,
            a_doorkeeper(), Passage(self._session), Shelf(self.cache), Networks([PROXY]),
            Networks(), Guards.of(["https://listed.example"], 600),
        )  # fmt: skip
        return front

    def fill(self) -> None:
        """Lay an answer on the shelf for every address."""
        for path in (MATTERS, PLACES):
            tags = TAGS[path.rsplit(b"/")[-1].decode()]
            for query in (b"", b"limit=1", b"limit=1&q=2", b"wait=5"):
                head = [(b"content-type", b"application/json"), (b"etag", b'"1"')]
                body = path + query + b"." * 800
                stored = Stored(head, body, Terms(30, 20, ()), tags, self.cache.versions(tags))
                self.cache.keep(path + b"?" + query, {}, stored)


def a_scope(method: str, path: bytes, query: bytes, headers: Mapping[bytes, bytes]) -> Any:
    return {
        "type": "http", "method": method, "path": path.decode(), "raw_path": path,
        "query_string": query, "scheme": "http", "client": (PROXY, 1),
        "headers": [*KNOWN_BY.items(), *headers.items()],
    }  # fmt: skip


async def asked(front: Front, scope: Any) -> Given:
    """What a front answers."""
    said: list[Any] = []

    async def take(message: Any) -> None:
        said.append(message)

    await front(scope, nobody, take)
    head, *rest = said
    body = b"".join(each["body"] for each in rest)
    return Given(head["status"], sorted(head["headers"]), body)


async def nobody() -> Any:
    return {"type": "http.disconnect"}


def on_the_lane(front: Front, scope: Any) -> Given | None:
    """What the lane answers, if it does."""
    assert front.express is not None
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    ready = front.express.answer(
        Asked(scope["raw_path"] + query, scope["headers"], PROXY, scope["scheme"])
    )
    if ready is None:
        return None
    status, *lines = ready.head.split(b"\r\n")[:-1]
    headers = [(name, value) for name, _, value in (line.partition(b": ") for line in lines)]
    return Given(int(status.split()[1]), sorted(headers), ready.body)


@settings(max_examples=40)
@given(STEPS)
def test_the_lane_and_the_long_way_give_the_same(steps: list[Any]) -> None:
    async def walk() -> None:
        async with session_to_services() as session:
            house = House(session)
            for step in steps:
                if step == "fact":
                    house.cache.drop(NOUN)
                elif step == "other fact":
                    house.cache.drop("feedback.review")
                elif step == "later":
                    house.now += 7
                elif step == "new":
                    house.fill()
                else:
                    for _ in range(2):
                        fast = step[0] == "GET" and on_the_lane(house.front, a_scope(*step))
                        long = await asked(house.front, a_scope(*step))
                        assert not fast or fast == long

    asyncio.run(walk())


async def test_the_second_to_ask_the_same_goes_the_lane() -> None:
    async with session_to_services() as session:
        house = House(session)
        scope = a_scope("GET", MATTERS, b"limit=1", {b"accept-encoding": b"br"})
        assert on_the_lane(house.front, scope) is None
        long = await asked(house.front, scope)
        assert on_the_lane(house.front, scope) == long


async def test_a_fact_and_its_age_close_the_lane() -> None:
    async with session_to_services() as session:
        house = House(session)
        scope = a_scope("GET", MATTERS, b"", {})
        await asked(house.front, scope)
        house.now += 30
        assert on_the_lane(house.front, scope) is None
        house.fill()
        await asked(house.front, scope)
        assert on_the_lane(house.front, scope)
        house.cache.drop(NOUN)
        assert on_the_lane(house.front, scope) is None


async def test_who_goes_the_lane_is_counted_and_stopped_as_anybody_is() -> None:
    async with session_to_services() as session:
        house = House(session, Limiter(clock=lambda: 7.0))
        scope = a_scope("GET", MATTERS, b"", {})
        first = await asked(house.front, scope)
        others = [on_the_lane(house.front, scope) for _ in range(BUSY)]
        stopped = await asked(house.front, scope)
        assert on_the_lane(
            house.front, a_scope("GET", MATTERS, b"", {b"x-forwarded-for": b"203.0.113.9"})
        )
    answers = [first, *(each for each in others if each)]
    left = [dict(each.headers)[b"ratelimit"] for each in answers]
    assert left[:2] == [b'"address";r=199;t=0', b'"address";r=198;t=0']
    assert len(answers) == 200
    assert stopped.status == 429


async def test_nothing_long_is_remembered() -> None:
    async with session_to_services() as session:
        house = House(session)
        long = {b"accept": b"a" * 2_000}
        await asked(house.front, a_scope("GET", MATTERS, b"", long))
        assert on_the_lane(house.front, a_scope("GET", MATTERS, b"", long)) is None
