"""Services that are dead, silent, broken or mad, while people ask them and others.

Whoever asks gets an answer within the deadline, soon at once; nobody else notices; and when the
service is well again it is asked again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from gateway_building import a_front, served
from gateway_faults import (
    FaultyService,
    Manner,
    babbling,
    breaking_off,
    falling_silent_after_a_while,
    hanging_half_way,
    hanging_up,
    silent,
)
from gateway_services import EchoService
from gateway_visitors import Question, visitors

from gateway.routing.circuits import ENOUGH_SAMPLES
from gateway.routing.crossing import Crossing
from gateway.routing.table import Route
from gateway.routing.upstreams import Upstream
from gateway.routing.visits import Visit

READING, WRITING = Question("/api/v1/matters"), Question("/api/v1/cases", "POST", b"{}")
ELSEWHERE = Question("/api/v1/reviews")
SOON = 60
FIRST_ANSWERS: list[tuple[Manner | None, int]] = [
    (None, 503),
    (hanging_up, 503),
    (silent, 504),
    (hanging_half_way, 504),
    (babbling, 502),
    (breaking_off, 502),
]


def named(value: object) -> str:
    return getattr(value, "__name__", "dead" if value is None else str(value))


@asynccontextmanager
async def a_faulty_service(manner: Manner | None) -> AsyncIterator[FaultyService]:
    """A service with a manner; without one it is dead."""
    service = FaultyService()
    if manner is not None:
        service.manner = manner
        await service.start()
    yield service
    await service.stop()


@pytest.fixture(autouse=True)
def deadlines_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.routing.passage._seconds", _seconds)
    monkeypatch.setattr("gateway.routing.circuits.OPEN_SECONDS", 0.5)


@pytest.mark.parametrize(("manner", "status"), FIRST_ANSWERS, ids=named)
async def test_a_fault_is_answered_in_time_harms_nobody_else_and_is_over_when_it_is_over(
    manner: Manner | None, status: int
) -> None:
    async with (
        asyncio.timeout(SOON),
        served(EchoService()) as other,
        a_faulty_service(manner) as service,
        a_front(upstreams=_two(service.address, other.address)) as front,
        visitors(_port(front), ELSEWHERE, staying=2, passing=1) as others,
        visitors(_port(front), READING, WRITING) as concerned,
    ):
        await concerned.until(lambda: concerned.statuses.total() > ENOUGH_SAMPLES)
        await concerned.until(lambda: concerned.statuses[503] > ENOUGH_SAMPLES)  # left alone now
        await others.more(50)
        fault = set(concerned.statuses)
        await service.get_well()
        await concerned.until(lambda: concerned.statuses[200] > ENOUGH_SAMPLES)

    print(f"\n{named(manner)}: {concerned}; others: {others}")  # noqa: T201  the figures
    assert {status, 503} <= fault <= {status, 503, 504}  # 504: the machine itself was too slow
    assert concerned.failed == []
    assert concerned.problems == concerned.answered - concerned.statuses[200]
    assert max(concerned.seconds) < SOON / 4  # each within its deadline, on a busy machine
    assert (others.failed, set(others.statuses)) == ([], {200})


async def test_a_long_answer_that_falls_silent_half_way_ends_and_counts_as_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gateway.routing.crossing.SILENCE_SECONDS", 0.2)
    monkeypatch.setattr("gateway.routing.circuits.OPEN_SECONDS", SOON)

    async with (
        asyncio.timeout(SOON),
        a_faulty_service(falling_silent_after_a_while) as service,
        a_front(service.address) as front,
    ):
        for _ in range(ENOUGH_SAMPLES // 2):
            with pytest.raises(httpx2.RemoteProtocolError):
                await front.get("/api/v1/matters")
        assert (await front.get("/api/v1/matters")).status_code == 503


def _seconds(_: Visit, route: Route, __: Crossing) -> float:
    """The service with the fault has little time, others what they always have."""
    return 1.5 if route.service.key == "approvals" else route.seconds


def _two(approvals: str, feedback: str) -> dict[str, Upstream]:
    return {
        "approvals": Upstream("approvals", [approvals]),
        "feedback": Upstream("feedback", [feedback]),
    }


def _port(front: httpx2.AsyncClient) -> int:
    port = front.base_url.port
    assert port is not None
    return port
