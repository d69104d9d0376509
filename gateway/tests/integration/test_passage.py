import asyncio
import gzip
import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from gateway_building import (
    Outside,
    Served,
    a_doorkeeper,
    a_front,
    a_raw_server,
    an_account,
    free_port,
    inside_caller,
    served,
)
from gateway_services import EchoService

from gateway.routing.limits import Limiter
from gateway.routing.table import MEBIBYTE

PROBLEM = "application/problem+json"


@pytest.fixture
def service() -> EchoService:
    return EchoService()


@pytest.fixture
async def front(service: EchoService) -> AsyncIterator[httpx2.AsyncClient]:
    async with served(service) as running, a_front(running.address) as client:
        yield client


def assert_problem(answer: httpx2.Response, status: int, slug: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    assert told["type"].endswith(f"/{slug}")
    assert told["status"] == status
    assert told["request_id"] == answer.headers["x-request-id"]


async def test_a_request_reaches_its_service_as_it_was_sent(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    answer = await front.get("/api/v1/matters/%E7%90%86%E5%8F%91?a=1&b=%2F")

    assert answer.status_code == 200
    assert service.seen[0]["path"] == "/api/v1/matters/%E7%90%86%E5%8F%91"
    assert service.seen[0]["query"] == "a=1&b=%2F"
    assert "x-hop" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.headers.get_list("date")) == 1


async def test_a_service_gets_a_badge_and_never_the_outside_token(service: EchoService) -> None:
    outside = Outside()
    token = outside.token_of(an_account())
    async with (
        served(service) as running,
        a_front(running.address, doorkeeper=a_doorkeeper(outside)) as front,
    ):
        answer = await front.get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    headers = service.seen[0]["headers"]
    assert token not in str(headers)
    caller = inside_caller("svc-approvals", headers)
    assert caller.subject == str(an_account().id)
    assert caller.roles == {"citizen"}


async def test_a_visitor_without_a_token_gets_the_badge_of_nobody(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    await front.get("/api/v1/matters")
    assert inside_caller("svc-approvals", service.seen[0]["headers"]).is_anonymous


async def test_what_only_we_may_say_is_not_taken_from_a_client(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    said = {
        "X-Forwarded-For": "10.9.8.7",
        "X-Forwarded-Host": "evil.example",
        "X-Internal-Role": "admin",
        "X-User-Id": "1",
        "Forwarded": "for=1.2.3.4",
        "Cookie": "a=b",
        "Baggage": "a=b",
        "X-Request-Deadline-Ms": "9999999",
        "Connection": "X-Mine",
        "X-Mine": "1",
        "X-Kept": "kept",
    }
    await front.get("/api/v1/matters", headers=said)

    seen = service.seen[0]["headers"]
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-kept"] == "kept"
    assert 0 < int(seen["x-request-deadline-ms"]) <= 10_000
    for dropped in ("x-internal-role", "x-user-id", "forwarded", "cookie", "baggage", "x-mine"):
        assert dropped not in seen
    assert "evil.example" not in str(seen)


async def test_ids_are_taken_when_well_formed_and_made_when_not(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    trace = f"00-{'a' * 32}-{'b' * 16}-01"
    good = await front.get(
        "/api/v1/matters", headers={"X-Request-Id": "kiosk-0001", "traceparent": trace}
    )
    bad = await front.get(
        "/api/v1/matters", headers={"X-Request-Id": "a b<script>", "traceparent": "00-0-0-00"}
    )

    assert good.headers["x-request-id"] == service.seen[0]["headers"]["x-request-id"]
    assert good.headers["x-request-id"] == "kiosk-0001"
    assert service.seen[0]["headers"]["traceparent"] == trace
    assert bad.headers["x-request-id"] != "a b<script>"
    assert len(service.seen[1]["headers"]["traceparent"]) == 55


async def test_the_suggestion_box_is_passed_without_a_trace(
    service: EchoService, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = Outside()
    token = outside.token_of(an_account())
    async with (
        served(service) as running,
        a_front(running.address, doorkeeper=a_doorkeeper(outside)) as front,
    ):
        answer = await front.post(
            "/api/v1/suggestions",
            json={"text": "多放几把椅子"},
            headers={"Authorization": f"Bearer {token}", "X-Request-Id": "kiosk-0001"},
        )

    assert answer.status_code == 200
    assert "x-request-id" not in answer.headers
    seen = service.seen[0]["headers"]
    assert inside_caller("svc-feedback", seen).is_anonymous
    for tracing in ("x-request-id", "traceparent", "x-forwarded-for", "user-agent"):
        assert tracing not in seen
    assert "suggestions" not in caplog.text + capsys.readouterr().out


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/unheard-of",
        "/api/v1/documents",  # a service that is not configured
        "/api/v1/mattersx",
        "/api/v1/matters/../../../health/ready",
        "/api/v1/matters/%2e%2e/%2e%2e/metrics",
        "/api/v1/matters%2f..%2fx",
        "/api/v1//matters",
        "/health/ready",
        "/metrics",
        "/links/case/1",
    ],
)
async def test_an_unknown_path_ends_at_the_front(service: EchoService, path: str) -> None:
    async with served(service) as running, a_front(running.address) as front:
        answer = await _raw_get(front, path)

    assert " 404 " in answer.split("\r\n")[0]
    assert "unknown-address" in answer
    assert service.seen == []


async def _raw_get(front: httpx2.AsyncClient, path: str) -> str:
    """Ask without any client that tidies the path up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", front.base_url.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode()


async def test_post_may_stand_for_patch(front: httpx2.AsyncClient, service: EchoService) -> None:
    override = {"X-HTTP-Method-Override": "PATCH"}
    assert (await front.post("/api/v1/cases/1", json={}, headers=override)).status_code == 200
    assert service.seen[0]["method"] == "PATCH"

    refused = await front.get("/api/v1/cases/1", headers=override)
    assert_problem(refused, 400, "method-override-unknown")
    trace = {"X-HTTP-Method-Override": "TRACE"}
    assert_problem(
        await front.post("/api/v1/cases/1", headers=trace), 400, "method-override-unknown"
    )


async def test_packed_bodies_pass_as_they_are() -> None:
    packed = gzip.compress(b"hello " * 1000)

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
        writer.write(head.encode() + packed)
        await writer.drain()

    async with a_raw_server(answer) as address, a_front(address) as front:
        received = await front.get("/api/v1/matters")

    assert received.headers["content-length"] == str(len(packed))
    assert received.text == "hello " * 1000


async def test_a_live_stream_arrives_while_it_is_still_open(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    async with front.stream("GET", "/api/v1/track/1/stream") as answer:
        parts = answer.aiter_bytes()
        assert await anext(parts) == b"id: 1\n\n"
        service.go_on.set()
        assert await anext(parts) == b"id: 2\n\n"


async def test_a_visitor_who_leaves_a_stream_is_known_to_the_service(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    async with front.stream("GET", "/api/v1/track/1/stream") as answer:
        assert await anext(answer.aiter_bytes()) == b"id: 1\n\n"
    await asyncio.wait_for(service.visitor_left.wait(), 2)


async def test_a_visitor_who_leaves_a_long_poll_is_known_to_the_service(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    with pytest.raises(httpx2.ReadTimeout):
        await front.get("/api/v1/track/1/slow?wait=25", timeout=0.2)
    await asyncio.wait_for(service.visitor_left.wait(), 2)


async def test_an_upload_reaches_the_service_while_it_is_being_sent(
    front: httpx2.AsyncClient, service: EchoService
) -> None:
    part = b"x" * 65536
    parts = 20 * MEBIBYTE // len(part)

    async def body() -> AsyncIterator[bytes]:
        yield part
        await asyncio.wait_for(service.first_part_arrived.wait(), 5)
        for _ in range(parts - 1):
            yield part

    answer = await front.post(
        "/api/v1/cases/1/materials",
        content=body(),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert answer.json()["received"] == parts * len(part)


async def test_too_large_a_body_is_refused_said_or_unsaid(front: httpx2.AsyncClient) -> None:
    said = await front.post("/api/v1/cases", content=b"x" * (MEBIBYTE + 1))
    assert_problem(said, 413, "body-too-large")
    assert said.json()["limit_bytes"] == MEBIBYTE

    async def body() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 65536

    unsaid = await front.post("/api/v1/cases", content=body())
    assert_problem(unsaid, 413, "body-too-large")


async def test_too_long_an_address_and_too_large_a_head_are_refused(
    front: httpx2.AsyncClient,
) -> None:
    assert_problem(await front.get("/api/v1/matters?q=" + "x" * 9000), 414, "address-too-long")
    large = {"X-Large": "x" * 17_000}
    assert_problem(await front.get("/api/v1/matters", headers=large), 431, "headers-too-large")


async def test_a_service_that_is_down_is_told_within_a_second() -> None:
    async with a_front(f"http://127.0.0.1:{free_port()}") as front:
        started = time.monotonic()
        answer = await front.post("/api/v1/cases", json={})

    assert time.monotonic() - started < 1
    assert_problem(answer, 503, "service-away")
    assert answer.headers["retry-after"]
    assert answer.json()["service"] == "approvals"


async def test_another_instance_answers_a_read_when_one_is_down(service: EchoService) -> None:
    async with (
        served(service) as running,
        a_front(f"http://127.0.0.1:{free_port()}", running.address) as front,
    ):
        answers = [await front.get("/api/v1/matters") for _ in range(6)]
    assert {answer.status_code for answer in answers} == {200}


async def test_a_change_that_never_left_us_goes_to_another_instance(service: EchoService) -> None:
    async with (
        served(service) as running,
        a_front(f"http://127.0.0.1:{free_port()}", running.address) as front,
    ):
        answers = [await front.post("/api/v1/cases", json={}) for _ in range(6)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(service.seen) == 6


async def test_a_change_that_may_have_arrived_is_not_asked_again(service: EchoService) -> None:
    async def hangs_up(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        """Without an answer."""

    async with (
        a_raw_server(hangs_up) as deaf,
        served(service) as running,
        a_front(deaf, running.address) as front,
    ):
        answer = await front.post("/api/v1/cases", json={})
        assert_problem(answer, 503, "service-away")
        assert service.seen == []

        answers = [await front.post("/api/v1/cases", json={}) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}  # the doubtful one is left alone


async def test_the_circuit_opens_for_a_dead_service_and_closes_when_it_is_back(
    service: EchoService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.routing.circuits.OPEN_SECONDS", 0.2)
    dead = Served(service)
    async with a_front(dead.address) as front:
        for _ in range(20):
            assert (await front.post("/api/v1/cases", json={})).status_code == 503
        await dead.start()
        assert (await front.get("/api/v1/matters")).status_code == 503  # open: not even tried

        await asyncio.sleep(0.25)  # what is tested is that time passes
        answers = [(await front.get("/api/v1/matters")).status_code for _ in range(5)]
        await dead.stop()
    assert answers == [200] * 5


async def test_silence_ends_at_the_deadline(
    service: EchoService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.routing.passage._seconds", lambda *_: 0.2)
    async with served(service) as running, a_front(running.address) as front:
        answer = await front.get("/api/v1/cases/slow")
    assert_problem(answer, 504, "service-silent")


@pytest.mark.parametrize(
    "noise",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhalves",
    ],
)
async def test_noise_and_half_an_answer_become_a_clean_refusal(noise: bytes) -> None:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(noise)
        await writer.drain()

    async with a_raw_server(answer) as address, a_front(address) as front:
        received = await front.get("/api/v1/matters")
    assert_problem(received, 502, "answer-unreadable")


async def test_a_long_answer_that_breaks_off_ends_the_connection() -> None:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 100_000)
        await writer.drain()

    async with a_raw_server(answer) as address, a_front(address) as front:
        with pytest.raises(httpx2.RemoteProtocolError):
            await front.get("/api/v1/matters")


async def test_what_is_too_much_is_refused_at_once(service: EchoService) -> None:
    async with served(service) as running, a_front(running.address, at_once=2) as front:
        waiting = [asyncio.create_task(front.get("/api/v1/track/1/slow?wait=20")) for _ in range(2)]
        await service.arrived.acquire()
        await service.arrived.acquire()
        answer = await front.get("/api/v1/matters")
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

        assert_problem(answer, 503, "service-busy")
        assert answer.headers["retry-after"] == "1"


async def test_other_services_do_not_suffer_from_a_dead_one(service: EchoService) -> None:
    async with served(service) as running, a_front(running.address) as front:
        assert (await front.get("/api/v1/reviews")).status_code == 200


async def test_over_the_limit_it_is_429_with_what_is_left(service: EchoService) -> None:
    async with served(service) as running, a_front(running.address, limiter=Limiter()) as front:
        answers = [await front.get("/api/v1/track/1") for _ in range(31)]

    assert {answer.status_code for answer in answers[:30]} == {200}
    assert answers[0].headers["ratelimit"] == '"track";r=29;t=0'
    assert answers[0].headers["ratelimit-policy"] == '"track";q=30;w=60'
    assert_problem(answers[30], 429, "rate-exceeded")
    assert int(answers[30].headers["retry-after"]) >= 1


async def test_guessing_the_code_of_a_certificate_is_held_down_like_tracking(
    service: EchoService,
) -> None:
    async with served(service) as running, a_front(running.address, limiter=Limiter()) as front:
        verified = await front.get("/api/v1/certificates/verify?number=1&code=2")
        own = await front.get("/api/v1/certificates")

    assert verified.headers["ratelimit-policy"] == '"track";q=30;w=60'
    assert own.headers["ratelimit-policy"].startswith('"address"')


async def test_guessing_the_code_of_a_pair_of_screens_is_held_down_too(
    service: EchoService,
) -> None:
    async with served(service) as running, a_front(running.address, limiter=Limiter()) as front:
        joined = await front.post("/api/v1/desk/sessions/join", json={"code": "000000"})
        queue = await front.get("/api/v1/desk/cases", headers={"X-Screen-Token": "held"})

    assert joined.headers["ratelimit-policy"] == '"track";q=30;w=60'
    assert queue.headers["ratelimit-policy"].startswith('"address"')
    assert service.seen[-1]["headers"]["x-screen-token"] == "held"


async def test_smuggled_requests_are_refused(service: EchoService) -> None:
    smuggled = (
        b"POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\n"
        b"abcdGET /api/v1/tasks HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    async with served(service) as running, a_front(running.address) as front:
        reader, writer = await asyncio.open_connection("127.0.0.1", front.base_url.port)
        writer.write(smuggled)
        answer = await reader.readuntil(b"\r\n")
        writer.close()
    assert b" 400 " in answer
    assert service.seen == []
