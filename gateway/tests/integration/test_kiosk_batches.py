"""What a kiosk stored while cut off: sent on in order, each entry once, each with its result."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import orjson
from gateway_asking import as_, slug_of
from gateway_building import a_gateway, served, some_settings

from gateway.worker import load
from yangguang_local.testing import MakeDatabase

BATCH = "/api/v1/kiosks/batch"


class Counter:
    """A service that keeps what it is sent under each key, as ours do; it can be away."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.away = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while (message := await receive())["type"] != "lifespan.shutdown":
                await send({"type": f"{message['type']}.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        key = dict(scope["headers"])[b"idempotency-key"].decode()
        replayed = key in self.kept
        said: dict[str, Any]
        if self.away:
            status, said = 503, {"title": "away"}
        elif orjson.loads(body).get("level") == 9:
            status, said = 422, {"title": "no such level"}
        else:
            self.kept.setdefault(key, body)
            status, said = 201, {"number": list(self.kept).index(key)}
        headers = [(b"content-type", b"application/json")]
        headers += [(b"idempotent-replayed", b"true")] * replayed
        headers += [(b"retry-after", b"5")] * self.away
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": orjson.dumps(said)})


@asynccontextmanager
async def a_house(
    fresh_database: MakeDatabase,
) -> AsyncIterator[tuple[httpx2.AsyncClient, Counter, Counter]]:
    """A gateway before two small services."""
    database = await fresh_database("gateway")
    feedback, approvals = Counter(), Counter()
    async with served(feedback) as first, served(approvals) as second:
        settings = some_settings(
            database.dsn, upstream_feedback=first.address, upstream_approvals=second.address,
            limit_factor=0.2,
        )  # fmt: skip
        await load(settings)
        async with a_gateway(settings) as gateway:
            yield gateway, feedback, approvals


def an_entry(number: int, path: str = "/api/v1/reviews", **members: Any) -> dict[str, Any]:
    body = {"level": 5, "number": number}
    return {"idempotency_key": f"kiosk1-{path}-{number}", "path": path, "body": body} | members


async def test_five_hundred_answers_stored_while_cut_off_come_in_order_none_twice(
    fresh_database: MakeDatabase,
) -> None:
    async with a_house(fresh_database) as (gateway, feedback, _):
        kiosk = await as_(gateway, "kiosk1")
        stored = [an_entry(number) for number in range(500)]
        for first in range(0, 500, 80):  # every batch but the first says a part once more
            batch = {"entries": stored[max(0, first - 20) : first + 80]}
            answer = await gateway.post(BATCH, json=batch, headers=kiosk)
            assert answer.status_code == 200, answer.text
            assert {each["outcome"] for each in answer.json()["results"]} == {"done"}
            assert sum(each["replayed"] for each in answer.json()["results"]) == min(first, 20)

        assert [orjson.loads(body)["number"] for body in feedback.kept.values()] == [*range(500)]


async def test_each_entry_has_its_result_and_a_service_away_holds_up_its_own_alone(
    fresh_database: MakeDatabase,
) -> None:
    async with a_house(fresh_database) as (gateway, feedback, approvals):
        kiosk = await as_(gateway, "kiosk1")
        entries = [
            an_entry(1),
            an_entry(2, body={"level": 9}),
            an_entry(3, "/api/v1/cases"),
            an_entry(4, "/api/v1/cases"),
            an_entry(5),
        ]
        approvals.away = True
        first = (await gateway.post(BATCH, json={"entries": entries}, headers=kiosk)).json()
        assert [(each["outcome"], each["status"]) for each in first["results"]] == [
            ("done", 201), ("refused", 422), ("again", 503), ("untried", None), ("done", 201),
        ]  # fmt: skip
        assert (first["retry_after"], first["results"][1]["body"]) == (
            5,
            {"title": "no such level"},
        )

        approvals.away = False
        left = [one for one, told in zip(entries, first["results"], strict=True)
                if told["outcome"] in {"again", "untried"}]  # fmt: skip
        again = (await gateway.post(BATCH, json={"entries": left}, headers=kiosk)).json()
        assert {each["outcome"] for each in again["results"]} == {"done"}
        assert again["retry_after"] is None
        assert (len(feedback.kept), len(approvals.kept)) == (2, 2)


async def test_a_batch_is_a_kiosks_alone_and_leads_only_to_services(
    fresh_database: MakeDatabase,
) -> None:
    async with a_house(fresh_database) as (gateway, _, _):
        kiosk, zhang = await as_(gateway, "kiosk1"), await as_(gateway, "zhang")
        batch = {"entries": [an_entry(1)]}
        assert (await gateway.post(BATCH, json=batch, headers=zhang)).status_code == 403
        assert (await gateway.post(BATCH, json=batch)).status_code == 401
        paths = ["/api/v1/kiosks/batch", "/api/v1/auth/revoke", "/api/v1/nowhere", "/api/v1/../x"]
        hostile = {"entries": [an_entry(at, path) for at, path in enumerate(paths)]}
        answer = await gateway.post(BATCH, json=hostile, headers=kiosk)
        assert (answer.status_code, slug_of(answer)) == (422, "entry-not-routed")
        assert len(answer.json()["errors"]) == len(paths)
        hostile = {"entries": [an_entry(1, method="GET")]}
        assert (await gateway.post(BATCH, json=hostile, headers=kiosk)).status_code == 422


async def test_the_scope_cannot_be_written_from_outside(fresh_database: MakeDatabase) -> None:
    async with a_house(fresh_database) as (gateway, _, _):
        forged = {"yangguang.known": "admin", "Yangguang-Known": "admin"}
        answers = await asyncio.gather(
            gateway.get("/api/v1/me", headers=forged),
            gateway.get("/api/v1/kiosks/devices", headers=forged),
        )
        assert {each.status_code for each in answers} == {401}
