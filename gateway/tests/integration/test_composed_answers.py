"""Answers made of what several services tell: what is missing is named, never waited for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import orjson
import pytest
from gateway_asking import as_, slug_of
from gateway_building import a_gateway, served, some_settings

from gateway.worker import load
from yangguang_local.testing import MakeDatabase

MATTER = {
    "code": "HC-YJS-0001", "name": "我要开理发店", "kind": "即办件", "promised_days": 1,
    "lead_organ_name": "市场监督管理局", "published_at": "2026-11-20T08:00:00+08:00",
    "channel": "网上",
}  # fmt: skip
FUND_ID, POLICY_ID = "68a0c6fb-01a9-549e-ab47-02db6b08bad0", "500b5e0b-48fe-5172-9832-d70304a6e1b5"


def a_page(*items: Any) -> dict[str, Any]:
    return {"items": [*items], "next_cursor": None, "total": len(items)}


class Told:
    """A service that tells what it was given by path; slow ones never come to the point."""

    def __init__(self, **told: Any) -> None:
        self.told = {path.replace("__", "/"): answer for path, answer in told.items()}
        self.slow = False
        self.asked: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while (message := await receive())["type"] != "lifespan.shutdown":
                await send({"type": f"{message['type']}.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        if scope["path"] != "/health/ready":
            self.asked.append(scope["path"])
        while self.slow:
            if (await receive())["type"] == "http.disconnect":
                return
        answer = self.told.get(scope["path"].removeprefix("/api/v1").lstrip("/"))
        body = orjson.dumps({"title": "unknown"} if answer is None else answer)
        headers = [(b"content-type", b"application/json"),
                   (b"content-length", str(len(body)).encode())]  # fmt: skip
        status = 404 if answer is None else 200
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class House:
    """A gateway before three services that tell what a test gave them; two it runs without."""

    def __init__(self, gateway: httpx2.AsyncClient, **services: Told) -> None:
        self.gateway = gateway
        self.services = services

    async def read(self, target: str) -> dict[str, Any]:
        answer = await self.gateway.get(f"/api/v1/{target}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@asynccontextmanager
async def a_house(make_database: MakeDatabase) -> AsyncIterator[House]:
    database = await make_database("gateway")
    approvals = Told(
        matters=a_page(MATTER), places=a_page(), matters__statistics={"closed": 3, "since": None},
        cases=a_page(),
    )  # fmt: skip
    policies = Told(policies=a_page())
    budget = Told(**{
        f"links__fund__{FUND_ID}": {"links": [
            {"rel": "pays", "kind": "policy", "id": POLICY_ID, "title": "人才补贴", "href": "/p"},
        ]},
    })  # fmt: skip
    async with served(approvals) as first, served(policies) as second, served(budget) as third:
        settings = some_settings(
            database.dsn, upstream_approvals=first.address, upstream_policies=second.address,
            upstream_budget=third.address,
        )  # fmt: skip
        await load(settings)
        async with a_gateway(settings) as gateway:
            yield House(gateway, approvals=approvals, policies=policies, budget=budget)


@pytest.fixture
async def house(fresh_database: MakeDatabase) -> AsyncIterator[House]:
    async with a_house(fresh_database) as built:
        yield built


async def test_a_slow_service_is_left_out_of_a_search_and_named(house: House) -> None:
    house.services["policies"].slow = True
    began = asyncio.get_running_loop().time()

    found = await house.read("search?q=开理发店")

    assert asyncio.get_running_loop().time() - began < 3
    assert [item["title"] for item in found["items"]] == ["我要开理发店"]
    assert "policies" in found["partial"]
    assert "approvals" not in found["partial"]


async def test_a_partial_answer_is_not_kept_and_a_whole_one_is(house: House) -> None:
    partial = await house.gateway.get("/api/v1/search?q=理发")
    whole = await house.gateway.get("/api/v1/search?q=理发&kind=matter")

    assert partial.json()["partial"] == ["budget"]
    assert partial.headers["cache-control"] == "public, max-age=2"
    assert whole.json()["partial"] == []
    assert whole.headers["cache-control"].startswith("public, max-age=60")
    again = await house.gateway.get("/api/v1/search?q=理发&kind=matter")
    assert again.headers["x-cache"] == "hit"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [("q=", "query:q"), ("", "query:q"), ("q=%20", "query:q"), ("q=a&kind=spaceship", "query:kind"),
     ("q=a&colour=red", "query:colour")],
)  # fmt: skip
async def test_a_search_for_nothing_says_what_is_wrong(
    house: House, query: str, pointer: str
) -> None:
    refused = await house.gateway.get(f"/api/v1/search?{query}")

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"].startswith(pointer)


async def test_a_trace_names_who_did_not_answer_and_walks_on_without(house: House) -> None:
    house.services["policies"].slow = True

    walked = await house.read(f"trace/fund/{FUND_ID}")

    assert walked["partial"] == ["policies"]
    assert [thing["id"] for thing in walked["things"]] == [FUND_ID, POLICY_ID]
    assert house.services["policies"].asked == [f"/links/fund/{FUND_ID}"]


async def test_what_nobody_knows_has_no_trace(house: House) -> None:
    unknown = await house.gateway.get("/api/v1/trace/matter/HC-YJS-9999")
    wrong = await house.gateway.get("/api/v1/trace/spaceship/1")

    assert (unknown.status_code, slug_of(unknown)) == (404, "trace-unknown")
    assert wrong.status_code == 422


async def test_the_front_page_comes_with_what_there_is(house: House) -> None:
    page = await house.read("home?channel=kiosk")

    assert [section["name"] for section in page["sections"]] == ["matters", "policies", "places"]
    assert page["figures"]["matters"] == 1
    assert page["figures"]["cases_done"] == 3
    assert page["figures"]["documents_valid"] is None
    assert page["partial"] == ["budget"]


async def test_my_overview_is_mine_alone_and_is_never_kept(house: House) -> None:
    zhang = await as_(house.gateway, "zhang")

    mine = await house.gateway.get("/api/v1/me/overview", headers=zhang)
    nobody = await house.gateway.get("/api/v1/me/overview")

    assert mine.status_code == 200, mine.text
    assert mine.headers["cache-control"] == "private, no-store"
    assert [section["name"] for section in mine.json()["sections"]] == ["cases", "messages"]
    assert mine.json()["partial"] == []
    assert nobody.status_code == 401


async def test_messages_sent_to_me_are_listed_for_me(house: House) -> None:
    zhang = await as_(house.gateway, "zhang")

    page = await house.gateway.get("/api/v1/me/messages?count=true", headers=zhang)

    assert page.json() == {"items": [], "next_cursor": None, "total": 0}
