"""One request through gateway, service, event and consumer is one trace."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

import httpx2
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from gateway_building import INSIDE_KEY, a_front, served
from platform_building import WRITE, Platform, a_fact, a_platform, some_settings, until
from trace_receiving import Collector, kinds_of

from gateway.routing.table import TRACELESS_PATHS
from shared import broker, tasks, tracing
from shared.consumer import Consumer, Reactions
from shared.database import UnitOfWork, open_pool
from shared.edge import Work, edge_router
from shared.events.approvals import NodeClaimed
from shared.events.envelope import Envelope
from shared.identity import AnyCaller
from shared.relay import Relay
from shared.service import create_app
from yangguang_local.databases import Databases

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
CASES = edge_router("cases", prefix="/api/v1/cases")
FACT = NodeClaimed.subject
reactions = Reactions()


@CASES.post("/{case_id}", status_code=201)
async def claim(work: Work, _: AnyCaller, case_id: UUID) -> dict[str, str]:
    await work.announce(case_id, a_fact(case_id, "7"))
    return {}


@reactions.on(NodeClaimed)
async def note(event: NodeClaimed, work: UnitOfWork, about: Envelope) -> None:
    await work.write(WRITE, about.aggregate_id, about.sequence, event.staff_no)


@dataclass(frozen=True)
class Town:
    """A gateway, one service behind it, and another one that listens to it."""

    asking: httpx2.AsyncClient
    listening: Consumer

    async def has_noted(self) -> bool:
        return bool(await self.listening.pool.fetchval("SELECT count(*) FROM note"))


@asynccontextmanager
async def a_town(postgres: Databases, nats_url: str) -> AsyncIterator[Town]:
    async with a_platform(postgres) as telling, a_platform(postgres) as listening:
        client = await broker.connect(nats_url, "test")
        pool = await open_pool(listening.dsn, size=2, application="test")
        consumer = Consumer("svc-feedback", "approvals.case", reactions, pool, client)
        running = [
            asyncio.create_task(Relay(telling.dsn, client, "approvals").run()),
            asyncio.create_task(consumer.run()),
        ]
        try:
            async with a_gateway_before(telling, nats_url) as asking:
                yield Town(asking, consumer)
        finally:
            await tasks.stop(running)
            await broker.close(client)
            await pool.close()


@asynccontextmanager
async def a_gateway_before(platform: Platform, nats_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    key = INSIDE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    settings = some_settings(platform.dsn, nats_url)
    told = settings.model_copy(update={"internal_public_key": key.decode()})
    service = create_app("svc-approvals", told, [CASES], traceless=TRACELESS_PATHS)

    def layer(front: object) -> object:
        return tracing.TracedRequests(front, TRACELESS_PATHS)  # type: ignore[arg-type]

    async with served(service) as running, a_front(running.address, layer=layer) as asking:
        yield asking


@pytest.fixture
async def collector(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Collector]:
    collecting = Collector()
    async with served(collecting) as running:
        monkeypatch.setenv(ENDPOINT, running.address)
        yield collecting


async def test_a_request_its_event_and_what_another_service_makes_of_it_are_one_trace(
    collector: Collector, postgres: Databases, nats_url: str
) -> None:
    async with tracing.traced("test"), a_town(postgres, nats_url) as town:
        answer = await town.asking.post(f"/api/v1/cases/{uuid4()}")
        assert answer.status_code == 201
        await until(town.has_noted)

    (first,) = [one for one in collector.spans if not one.parent_span_id]
    chain = collector.chain_from(first)
    assert kinds_of(chain) == [
        "SERVER POST",
        "SERVER POST /api/v1/cases/{case_id}",
        f"PRODUCER tell {FACT}",
        f"CONSUMER take {FACT}",
    ]
    assert len({one.trace_id for one in chain}) == 1
    assert len(collector.spans) == 4


async def test_a_trace_that_began_outside_goes_on(
    collector: Collector, postgres: Databases, nats_url: str
) -> None:
    outside = f"00-{'a1' * 16}-{'b2' * 8}-01"
    async with tracing.traced("test"), a_town(postgres, nats_url) as town:
        await town.asking.post(f"/api/v1/cases/{uuid4()}", headers={"traceparent": outside})
        await until(town.has_noted)

    assert {one.trace_id.hex() for one in collector.spans} == {"a1" * 16}
    (first,) = [one for one in collector.spans if one.parent_span_id.hex() == "b2" * 8]
    assert len(collector.chain_from(first)) == 4


async def test_the_suggestion_box_and_the_health_of_a_process_are_in_no_trace(
    collector: Collector, postgres: Databases, nats_url: str
) -> None:
    async with tracing.traced("test"), a_town(postgres, nats_url) as town:
        await town.asking.post("/api/v1/suggestions", json={"text": "匿名"})
        await town.asking.get("/health/ready")
    assert collector.spans == []


async def test_without_a_collector_the_same_happens_and_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, postgres: Databases, nats_url: str
) -> None:
    monkeypatch.delenv(ENDPOINT, raising=False)
    async with tracing.traced("test"), a_town(postgres, nats_url) as town:
        assert tracing.Process.tracer is None
        await town.asking.post(f"/api/v1/cases/{uuid4()}")
        await until(town.has_noted)


def test_without_a_collector_nothing_of_it_is_loaded() -> None:
    asked = (
        "import sys, gateway.main, svc_approvals.main, svc_approvals.worker;"
        "print([name for name in sys.modules if name.startswith('opentelemetry.sdk')])"
    )
    told = subprocess.run(  # noqa: S603  our own Python
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == "[]"
