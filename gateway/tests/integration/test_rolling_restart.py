"""A new version comes while people ask: every request is answered once, by old or new workers."""

import asyncio
from pathlib import Path

import httpx2
from gateway_building import served
from gateway_services import EchoService
from gateway_visitors import Question, visitors
from gateway_workers import Workers, some_workers

from gateway.settings import GatewaySettings

WORKERS = 2
READING = Question("/api/v1/matters")
WRITING = Question("/api/v1/cases", "POST", b'{"matter_code": "M01"}')
SOON = 120


async def test_workers_are_replaced_one_after_another_without_a_failed_request(
    settings: GatewaySettings, tmp_path: Path
) -> None:
    service = EchoService()
    async with served(service) as behind:
        told = settings.model_copy(update={"upstream_approvals": behind.address})
        told.model_fields_set.add("upstream_approvals")
        async with some_workers(told, tmp_path, WORKERS, HTTP_STOP_SECONDS="60") as gateway:
            before = gateway.pids()
            async with (
                asyncio.timeout(SOON),
                visitors(gateway.port, READING, WRITING) as tally,
                asyncio.TaskGroup() as long_answers,
            ):
                await tally.more(200)
                streams = [long_answers.create_task(_stream(gateway)) for _ in range(6)]
                gateway.replace()
                await _told_to_leave(gateway, 1)
                await tally.more(200)
                service.go_on.set()
                await _told_to_leave(gateway, WORKERS)
                await _gone(gateway, before)
                await tally.more(200)
            after, code = gateway.pids(), await gateway.stop()

    print(f"\nrolling restart: {tally}")  # noqa: T201  the figures
    assert tally.failed == []
    assert set(tally.statuses) == {200}
    assert tally.last_ones > 0  # connections that stay were told before they ended
    assert _written(service) == tally.methods["POST"]  # none lost, none twice
    assert {each.result() for each in streams} == {b"id: 1\n\nid: 2\n\n"}
    assert len(after) == WORKERS
    assert not before & after
    assert code == 0


async def test_a_process_alone_says_that_it_cannot_be_replaced_and_goes_on(
    settings: GatewaySettings, tmp_path: Path
) -> None:
    async with some_workers(settings, tmp_path, 1) as gateway, asyncio.timeout(SOON):
        gateway.replace()
        while not any("not replaced" in line for line in gateway.said):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        async with httpx2.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{gateway.port}/health/live")
        assert answer.status_code == 200
        assert await gateway.stop() == 0


async def _stream(gateway: Workers) -> bytes:
    """An answer that goes on while its worker leaves."""
    address = f"http://127.0.0.1:{gateway.port}/api/v1/track/1/stream"
    async with httpx2.AsyncClient(timeout=SOON) as client:
        return (await client.get(address)).content


async def _told_to_leave(gateway: Workers, number: int) -> None:
    while gateway.told_to_leave() < number:  # noqa: ASYNC110 - only looking tells
        await asyncio.sleep(0.05)


async def _gone(gateway: Workers, old: set[int]) -> None:
    while gateway.pids() & old:  # noqa: ASYNC110 - only looking tells
        await asyncio.sleep(0.05)


def _written(service: EchoService) -> int:
    return sum(seen["method"] == "POST" for seen in service.seen)
