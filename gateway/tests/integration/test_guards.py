"""What browsers are told: nothing is loaded, framed or read by others than those listed."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from gateway_building import a_front, served
from gateway_services import EchoService

from gateway.routing.guards import Guards
from gateway.routing.networks import Networks

PORTAL = "https://portal.example"
GUARDS = Guards.of([PORTAL], 3600)
ASKING = {"Access-Control-Request-Method": "PATCH"}


@pytest.fixture
async def front() -> AsyncIterator[httpx2.AsyncClient]:
    """A front that lists one origin and stands behind a proxy of this machine."""
    async with (
        served(EchoService()) as echo,
        a_front(echo.address, guards=GUARDS, proxies=Networks(["127.0.0.1"])) as client,
    ):
        yield client


async def test_nothing_may_be_loaded_for_or_framed_around_any_answer(
    front: httpx2.AsyncClient,
) -> None:
    for path in ("/api/v1/matters", "/api/v1/unknown", "/nowhere"):
        headers = (await front.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors")
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"


async def test_tls_is_asked_for_only_of_who_came_by_tls(front: httpx2.AsyncClient) -> None:
    plain = await front.get("/api/v1/matters")
    safe = await front.get("/api/v1/matters", headers={"X-Forwarded-Proto": "https"})

    assert "strict-transport-security" not in plain.headers
    assert safe.headers["strict-transport-security"] == "max-age=3600; includeSubDomains"


async def test_a_visitor_who_is_no_proxy_is_not_believed_about_tls() -> None:
    async with (
        served(EchoService()) as echo,
        a_front(echo.address, guards=GUARDS) as client,
    ):
        told = await client.get("/api/v1/matters", headers={"X-Forwarded-Proto": "https"})

    assert "strict-transport-security" not in told.headers
    assert told.json()["headers"]["x-forwarded-proto"] == "http"


async def test_a_listed_origin_may_read_what_it_asks_for(front: httpx2.AsyncClient) -> None:
    told = await front.get("/api/v1/matters", headers={"Origin": PORTAL})

    assert told.headers["access-control-allow-origin"] == PORTAL
    assert "ETag" in told.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in told.headers
    assert "Origin" in told.headers["vary"]


async def test_any_other_origin_may_not(front: httpx2.AsyncClient) -> None:
    for origin in ("https://evil.example", "null", f"{PORTAL}.evil.example", "*"):
        told = await front.get("/api/v1/matters", headers={"Origin": origin})
        asked = await front.options("/api/v1/matters", headers={"Origin": origin, **ASKING})
        assert "access-control-allow-origin" not in told.headers
        assert "access-control-allow-methods" not in asked.headers
        assert "Origin" in told.headers["vary"]


async def test_who_is_listed_may_ask_before_and_no_service_is_troubled() -> None:
    echo = EchoService()
    async with served(echo) as behind, a_front(behind.address, guards=GUARDS) as client:
        asked = await client.options("/api/v1/matters", headers={"Origin": PORTAL, **ASKING})

    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == PORTAL
    assert "PATCH" in asked.headers["access-control-allow-methods"]
    assert "Idempotency-Key" in asked.headers["access-control-allow-headers"]
    assert echo.seen == []


async def test_without_a_list_nobody_elses_page_reads_anything() -> None:
    async with served(EchoService()) as behind, a_front(behind.address) as client:
        told = await client.get("/api/v1/matters", headers={"Origin": PORTAL})

    assert "access-control-allow-origin" not in told.headers
    assert "vary" not in told.headers
