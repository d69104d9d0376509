"""Tracking, like a parcel's: never behind a write, and live whether or not the broker is there."""

import asyncio
from asyncio import create_task, gather
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from approvals_building import (
    CALLERS,
    DEPARTMENTS,
    NOW,
    Approvals,
    Journey,
    an_accepted_case,
    furnish,
    some_settings,
    token_of,
)
from serving import served
from streaming import Stream

from shared.relay import Relay
from svc_approvals.main import create
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def accepted(approvals: Approvals) -> Journey:
    """A running case while there is no broker."""
    return await an_accepted_case(approvals)


@pytest.fixture
async def told_live(
    fresh_database: MakeDatabase, nats_url: str, tmp_path: Path
) -> AsyncIterator[Journey]:
    """A running case in a service with a broker and a relay."""
    database = await fresh_database("approvals", furnish)
    settings = some_settings(database.dsn, tmp_path, nats_url)
    app = create(settings)
    async with app.router.lifespan_context(app):
        approvals = Approvals(app, settings)
        approvals.set_clock(NOW)
        async with asyncio.timeout(10):
            while app.state.client is None:  # noqa: ASYNC110 - it joins whenever it comes
                await asyncio.sleep(0.01)
        relay = create_task(Relay(settings.dsn, app.state.client, "approvals").run())
        await app.state.client.flush()
        yield await an_accepted_case(approvals)
        relay.cancel()
        await gather(relay, return_exceptions=True)
        await approvals.close()


async def test_a_read_right_after_a_write_is_never_behind(accepted: Journey) -> None:
    for done, key in enumerate(DEPARTMENTS, start=1):
        await accepted.decide(key, feedback=f"{key} 已办")

        shown = (await accepted.track()).json()

        node = next(one for one in shown["nodes"] if one["key"] == key)
        assert (node["state"], node["feedback"]) == ("approved", f"{key} 已办")
        assert shown["progress"]["done"] == done
        assert shown["timeline"][-1 if done < 5 else -3]["text"].endswith("审批通过。")


async def test_everything_a_citizen_wants_to_know_is_shown(accepted: Journey) -> None:
    await accepted.approvals.as_("approver-wjj").post(f"/tasks/{accepted.tasks['health']}/claim")

    shown = (await accepted.track()).json()

    assert shown["applicant_masked"] == "张*"
    assert shown["remaining_working_days"] == 1
    assert shown["promised_due"] == "2026-03-03T17:00:00+08:00"
    node = next(one for one in shown["nodes"] if one["key"] == "health")
    assert (node["organ"], node["handler_no"]) == ("怀化市鹤城区卫生健康局", "APPROVER-WJJ")
    assert (node["organ_phone"], node["handler_phone"]) == ("0745-2230000", "0745-1")
    assert (node["arrived_at"], node["claimed_at"]) == ("2026-03-02T09:30:00+08:00",) * 2
    assert [(one["code"], one["name"]) for one in shown["deferrals"]] == [("M06", "商品房买卖合同")]
    assert shown["timeline"][0]["text"] == "申请人已提交申请。"


async def test_only_what_is_asked_for_is_sent(accepted: Journey) -> None:
    picked = (await accepted.track(fields="state,case_no")).json()

    assert picked == {"state": "in_progress", "case_no": accepted.case_no}


async def test_a_long_poll_answers_when_a_node_is_decided(told_live: Journey) -> None:
    await assert_a_decision_is_told(told_live)


async def test_a_long_poll_needs_no_broker(accepted: Journey) -> None:
    await assert_a_decision_is_told(accepted)


async def assert_a_decision_is_told(journey: Journey) -> None:
    version = (await journey.track()).json()["version"]
    waiting = create_task(journey.track(after=version, wait=20))
    while not journey.approvals.app.state.live.waited_for:  # noqa: ASYNC110 - the poll has begun
        await asyncio.sleep(0.01)

    await journey.decide("tax")

    async with asyncio.timeout(5):
        shown = (await waiting).json()
    assert shown["version"] == version + 1
    assert shown["progress"]["done"] == 1


async def test_a_long_poll_behind_the_present_answers_at_once(accepted: Journey) -> None:
    version = (await accepted.track()).json()["version"]

    async with asyncio.timeout(2):
        shown = (await accepted.track(after=version - 1, wait=20)).json()

    assert shown["version"] == version


async def test_a_long_poll_in_vain_answers_with_the_present(accepted: Journey) -> None:
    version = (await accepted.track()).json()["version"]

    shown = (await accepted.track(after=version, wait=0.2)).json()

    assert shown["version"] == version


async def test_many_waiting_hold_no_connection(accepted: Journey) -> None:
    version = (await accepted.track()).json()["version"]

    answers = await gather(*(accepted.track(after=version, wait=1) for _ in range(40)))

    assert {answer.status_code for answer in answers} == {200}


async def test_a_long_poll_with_a_wrong_code_is_refused(accepted: Journey) -> None:
    refused = await accepted.approvals.as_("anonymous").get(
        f"/track/{accepted.case_no}?code=WRONG&after=1&wait=20"
    )

    assert refused.status_code == 404


@asynccontextmanager
async def watching(journey: Journey, **headers: str) -> AsyncIterator[Stream]:
    """Watch a case over a real connection."""
    sent = {"Authorization": f"Bearer {token_of(CALLERS['anonymous'])}", **headers}
    path = f"/api/v1/track/{journey.case_no}/stream?code={journey.query_code}"
    async with (
        served(journey.approvals.app) as address,
        httpx2.AsyncClient(base_url=address, timeout=20) as client,
        client.stream("GET", path, headers=sent) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Stream(answer.aiter_lines(), "case")


async def test_a_stream_gives_an_event_for_every_change(told_live: Journey) -> None:
    async with watching(told_live) as stream:
        seen = [await stream.event()]
        for key in DEPARTMENTS:
            await told_live.decide(key)
            seen.append(await stream.event())

    versions = [one["version"] for one in seen]
    assert versions == list(range(versions[0], versions[0] + 6))
    assert [one["progress"]["done"] for one in seen] == [0, 1, 2, 3, 4, 5]


async def test_a_stream_resumes_where_it_was_cut(told_live: Journey) -> None:
    version = (await told_live.track()).json()["version"]
    await told_live.decide("tax")

    async with watching(told_live, **{"Last-Event-ID": str(version)}) as stream:
        missed = await stream.event()
        await told_live.decide("market")
        following = await stream.event()

    assert [missed["version"], following["version"]] == [version + 1, version + 2]


async def test_without_a_broker_a_stream_still_beats_and_tells(accepted: Journey) -> None:
    version = (await accepted.track()).json()["version"]

    async with watching(accepted, **{"Last-Event-ID": str(version)}) as stream:
        assert "heartbeat" in await stream.frame()
        await accepted.decide("tax")
        assert (await stream.event())["progress"]["done"] == 1


async def test_a_stream_with_a_wrong_code_is_refused(accepted: Journey) -> None:
    refused = await accepted.approvals.as_("anonymous").get(
        f"/track/{accepted.case_no}/stream?code=WRONG"
    )

    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (
        404, "tracking-not-found",
    )  # fmt: skip
