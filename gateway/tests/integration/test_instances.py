"""Instances behind one name: found, passed by, let go, each with a circuit of its own."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import aiohttp
import httpx2
import pytest
import structlog
from cryptography import x509
from gateway_building import a_front, a_gateway, served
from gateway_certificates import a_certificate
from gateway_faults import well
from gateway_pods import NAME, PATIENCE_SECONDS, Pod, Pods, a_front_of
from gateway_services import EchoService

from gateway.routing.circuits import ENOUGH_SAMPLES
from gateway.routing.instances import Instance
from gateway.routing.passage import Passage
from gateway.routing.upstreams import Upstream
from gateway.settings import GatewaySettings

READING = "/api/v1/cases"
STREAM = "/api/v1/track/1/stream"


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.routing.lookout.LOOK_SECONDS", 0.02)
    monkeypatch.setattr("gateway.routing.health.GOOD_FOR_SECONDS", 0.02)
    patient = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)  # however busy the machine is
    monkeypatch.setattr("gateway.routing.health.SECONDS", patient)


async def ask(front: httpx2.AsyncClient, times: int) -> set[int]:
    return {(await front.get(READING)).status_code for _ in range(times)}


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():  # noqa: ASYNC110 - only looking tells
            await asyncio.sleep(0.005)


def state_of(upstream: Upstream, pod: Pod) -> Instance:
    (found,) = [one for one in upstream.instances if one.address == pod.server.address]
    return found


async def test_an_instance_that_comes_is_given_its_share() -> None:
    pods = Pods()
    (first,) = await pods.start(2)
    async with a_front_of(pods) as (front, _):
        assert await ask(front, 4) == {200}
        (second,) = await pods.start(3)
        await pods.looked()
        assert await ask(front, 10) == {200}

    assert (first.asked, second.asked) == (4 + 5, 5)  # equals take turns
    assert second.service.seen[0]["headers"]["host"] == f"{NAME}:{pods.port}"


async def test_an_instance_that_left_is_given_nothing_more_and_answers_what_it_has() -> None:
    pods = Pods()
    leaving, staying = await pods.start(2, 3)
    async with a_front_of(pods) as (front, behind):
        state_of(behind.upstreams["approvals"], staying).ready = False
        running = asyncio.create_task(front.get(STREAM))
        await until(lambda: behind.upstreams["approvals"].streams.taken == 1)
        pods.listed.remove(leaving.server.host)
        await pods.looked()
        assert await ask(front, 6) == {200}
        assert (leaving.asked, staying.asked) == (0, 6)
        assert not running.done()
        leaving.service.go_on.set()
        answer = await running

    assert answer.content == b"id: 1\n\nid: 2\n\n"


async def test_an_instance_that_is_not_ready_is_passed_by_and_comes_back() -> None:
    pods = Pods()
    well_off, ailing = await pods.start(2, 3)
    async with a_front_of(pods) as (front, behind):
        state = state_of(behind.upstreams["approvals"], ailing)
        ailing.is_ready = False
        await until(lambda: not state.ready)
        assert await ask(front, 6) == {200}
        assert (well_off.asked, ailing.asked) == (6, 0)
        ailing.is_ready = True
        await until(lambda: state.ready)
        assert await ask(front, 6) == {200}
        assert (well_off.asked, ailing.asked) == (9, 3)


async def test_when_none_is_ready_they_are_asked_all_the_same() -> None:
    pods = Pods()
    both = await pods.start(2, 3)
    async with a_front_of(pods) as (front, behind):
        for pod in both:
            pod.is_ready = False
        await until(lambda: not any(one.ready for one in behind.upstreams["approvals"].instances))
        assert await ask(front, 4) == {200}
        assert (await behind.health.read())["state"] == "down"

    assert [pod.asked for pod in both] == [2, 2]


async def test_instances_stay_known_while_nobody_resolves_their_name() -> None:
    pods = Pods()
    (only,) = await pods.start(2)
    with structlog.testing.capture_logs() as said:
        async with a_front_of(pods) as (front, _):
            pods.fault = socket.gaierror(socket.EAI_AGAIN, "no answer")
            await pods.looked()
            await pods.looked()
            assert await ask(front, 4) == {200}
            pods.fault = None
            await pods.looked()

    assert only.asked == 4
    told = [line["event"] for line in said if "resolved" in line["event"]]
    assert told == ["name not resolved: the instances known last stay", "name resolved again"]


async def test_a_name_that_leads_nowhere_yet_is_a_service_that_is_away() -> None:
    pods = Pods()
    pods.fault = socket.gaierror(socket.EAI_NONAME, "not known")
    async with a_front_of(pods) as (front, behind):
        assert await ask(front, 1) == {503}
        assert (await behind.health.read())["state"] == "down"
        pods.fault = None
        await pods.start(2)
        await pods.looked()
        assert await ask(front, 2) == {200}


async def test_a_read_is_tried_elsewhere_and_each_instance_has_its_own_circuit() -> None:
    pods = Pods()
    dying, staying = await pods.start(2, 3)
    async with a_front_of(pods) as (front, behind):
        upstream = behind.upstreams["approvals"]
        await dying.server.stop()  # and is still listed
        assert await ask(front, 4) == {200}
        dead = state_of(upstream, dying)
        for _ in range(ENOUGH_SAMPLES):
            dead.circuit.failed()
        await pods.looked()
        assert [one.circuit.state for one in upstream.instances] == ["open", "closed"]
        assert state_of(upstream, dying) is dead  # who stays is who it was
        await dying.server.start()

    assert (dying.asked, staying.asked) == (0, 4)


async def test_an_instance_s_certificate_is_for_the_name_of_its_service(tmp_path: Path) -> None:
    file = a_certificate(tmp_path / "approvals.pem", x509.DNSName(NAME))
    inside = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    inside.load_cert_chain(file)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await well(writer)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.2", 0, ssl=inside)
    port = server.sockets[0].getsockname()[1]
    trusting = aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=file))
    async with server, aiohttp.ClientSession(connector=trusting) as session:
        for name, status in ((NAME, 200), ("other.test", 503)):
            upstream = Upstream("approvals", [f"https+dns://{name}:{port}"])
            upstream.found(upstream.names[0], ["127.0.0.2"])
            told = {"approvals": upstream, "feedback": upstream}
            async with a_front(upstreams=told, passage=Passage(session)) as front:
                assert await ask(front, 1) == {status}


async def test_the_system_s_resolver_is_asked(settings: GatewaySettings) -> None:
    service = EchoService()
    async with served(service) as running:
        address = running.address.replace("http://", "http+dns://")
        beside = settings.model_copy(update={"upstream_approvals": address})
        async with a_gateway(beside) as gateway:
            assert (await gateway.get("/api/v1/matters")).status_code == 200
