"""Public answers at the door: fetched once, given to nobody they are not for, dropped by facts."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from gateway_building import (
    Outside,
    a_doorkeeper,
    a_front,
    a_gateway,
    a_raw_server,
    an_account,
    served,
)

from gateway.routing.cache import Cache
from gateway.routing.shelf import Shelf
from gateway.settings import GatewaySettings
from shared import broker

PUBLIC = "public, max-age=30, stale-while-revalidate=60"
PAGE = "/api/v1/matters"


class Page:
    """A service with one page, which says how often it was asked and may be slow or broken."""

    def __init__(self) -> None:
        self.asked = 0
        self.status = 200
        self.said = PUBLIC
        self.arrived = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while (message := await receive())["type"] != "lifespan.shutdown":
                await send({"type": f"{message['type']}.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        self.asked += 1
        number = self.asked
        self.arrived.set()
        await self.go_on.wait()
        body = (f'{{"number": {number}, "filler": "' + "字" * 600 + '"}').encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", self.said.encode()),
            (b"etag", f'"{number}"'.encode()),
        ]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class Clock:
    """A clock that stands still until told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(clock: Clock) -> Cache:
    cache = Cache(1 << 20, clock)
    cache.watched = True
    return cache


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
async def front(page: Page, cache: Cache) -> AsyncIterator[httpx2.AsyncClient]:
    outside = Outside()
    keeper = a_doorkeeper(outside)
    async with served(page) as running:
        shelf = Shelf(cache)
        async with a_front(running.address, shelf=shelf, doorkeeper=keeper) as client:
            client.headers["accept-encoding"] = "identity"
            token = outside.token_of(an_account())
            client.extensions_token = f"Bearer {token}"  # type: ignore[attr-defined]
            yield client
        await shelf.close()


async def test_many_who_ask_at_once_are_answered_by_one_request(
    front: httpx2.AsyncClient, page: Page
) -> None:
    page.go_on.clear()
    asking = [asyncio.create_task(front.get(PAGE)) for _ in range(30)]
    await page.arrived.wait()
    page.go_on.set()
    answers = await asyncio.gather(*asking)

    assert page.asked == 1
    assert {each.json()["number"] for each in answers} == {1}
    ids = {each.headers["x-request-id"] for each in answers}
    assert len(ids) == 30
    again = await front.get(PAGE)
    assert (again.headers["x-cache"], again.headers["age"]) == ("hit", "0")
    assert again.headers["cache-control"] == PUBLIC
    assert len(again.headers.get_list("x-request-id")) == 1


async def test_many_who_wait_for_a_service_that_hangs_up_are_refused_together() -> None:
    asked = 0

    async def hanging_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        writer.close()

    async with a_raw_server(hanging_up) as address, a_front(address) as front:
        answers = await asyncio.gather(*(front.get(PAGE) for _ in range(20)))
    assert {each.status_code for each in answers} == {503}
    assert asked < len(answers)


async def test_copies_are_confirmed_and_encoded_at_the_door(
    front: httpx2.AsyncClient, page: Page
) -> None:
    plain = await front.get(PAGE)
    for encoding in ("gzip", "br"):
        answer = await front.get(PAGE, headers={"accept-encoding": encoding})
        assert answer.headers["content-encoding"] == encoding
        assert answer.headers["etag"] == f'"1-{encoding}"'
        assert int(answer.headers["content-length"]) < len(plain.content)
        seen = {"accept-encoding": encoding, "if-none-match": answer.headers["etag"]}
        confirmed = await front.get(PAGE, headers=seen)
        assert (confirmed.status_code, confirmed.content) == (304, b"")
    head = await front.head(PAGE)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(plain.content))
    assert page.asked == 1


async def test_whoever_shows_a_token_asks_the_service_and_leaves_nothing_behind(
    front: httpx2.AsyncClient, page: Page
) -> None:
    token = {"authorization": front.extensions_token}  # type: ignore[attr-defined]
    await front.get(PAGE)
    known = [(await front.get(PAGE, headers=token)).json()["number"] for _ in range(2)]
    assert known == [2, 3]
    assert (await front.get(PAGE)).json()["number"] == 1


@pytest.mark.parametrize("said", ["private, max-age=30", "no-store", "public, no-cache", ""])
async def test_what_is_not_public_is_asked_for_every_time(
    front: httpx2.AsyncClient, page: Page, said: str
) -> None:
    page.said = said
    answers = [await front.get(PAGE) for _ in range(3)]
    assert [each.json()["number"] for each in answers] == [1, 2, 3]
    assert not any("x-cache" in each.headers for each in answers)
    assert len(answers[0].headers.get_list("x-request-id")) == 1


async def test_a_stale_answer_is_given_while_it_is_fetched_anew_and_instead_of_an_error(
    front: httpx2.AsyncClient, page: Page, clock: Clock
) -> None:
    await front.get(PAGE)
    clock.now += 31
    stale = await front.get(PAGE)
    assert (stale.headers["x-cache"], stale.json()["number"]) == ("stale", 1)
    while (await front.get(PAGE)).json()["number"] == 1:
        assert page.asked <= 2

    clock.now += 120
    page.status = 503
    helped = await front.get(PAGE)
    assert (helped.status_code, helped.headers["x-cache"]) == (200, "stale")
    clock.now += 600
    assert (await front.get(PAGE)).status_code == 503


async def test_an_answer_begun_before_a_fact_is_never_kept(
    front: httpx2.AsyncClient, page: Page, cache: Cache
) -> None:
    page.go_on.clear()
    asking = asyncio.create_task(front.get(PAGE))
    await page.arrived.wait()
    cache.drop("approvals.matter")
    page.go_on.set()
    await asking
    assert (await front.get(PAGE)).json()["number"] == 2


async def test_a_fact_told_over_the_broker_drops_its_pages_within_a_second(
    settings: GatewaySettings, nats_url: str, page: Page
) -> None:
    async with served(page) as running:
        told = settings.model_copy(
            update={"upstream_approvals": running.address, "nats_url": nats_url}
        )
        async with a_gateway(told) as gateway:
            client = await broker.connect(nats_url, "test", patience=5)
            waits = []
            try:
                for _ in range(5):
                    before = (await gateway.get(PAGE)).json()["number"]
                    began = time.perf_counter()
                    while (await gateway.get(PAGE)).headers.get("x-cache") != "hit":
                        assert time.perf_counter() - began < 5
                    began = time.perf_counter()
                    await client.publish("approvals.matter.published.v1", b"{}")
                    while (await gateway.get(PAGE)).json()["number"] <= before:
                        assert time.perf_counter() - began < 5
                    waits.append(time.perf_counter() - began)
            finally:
                await broker.close(client)
    assert sorted(waits)[len(waits) // 2] < 1


async def test_half_of_a_long_public_answer_is_a_clean_refusal_or_the_old_one(
    cache: Cache, clock: Clock
) -> None:
    length, cut = 200_000, asyncio.Event()

    async def long_answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nCache-Control: {PUBLIC}\r\n\r\n"
        writer.write(head.encode() + b"x" * (100_000 if cut.is_set() else length))
        await writer.drain()

    cut.set()
    async with (
        a_raw_server(long_answer) as address,
        a_front(address, shelf=Shelf(cache)) as front,
    ):
        broken = await front.get(PAGE)
        cut.clear()
        whole = await front.get(PAGE)
        cut.set()
        clock.now += 120
        helped = await front.get(PAGE)
    assert broken.status_code == 502
    assert broken.json()["type"].endswith("/answer-unreadable")
    assert (len(whole.content), whole.headers["x-cache"]) == (length, "miss")
    assert (len(helped.content), helped.headers["x-cache"]) == (length, "stale")
