"""How tests ask a gateway: log in, carry a token, look into its journal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx2

from gateway.settings import GatewaySettings
from shared.database import Row, speak_json

DEMO = "demo"


async def log_in(gateway: httpx2.AsyncClient, login: str, password: str = DEMO) -> httpx2.Response:
    """Ask for tokens by password."""
    form = {"grant_type": "password", "username": login, "password": password}
    return await gateway.post("/api/v1/auth/token", data=form)


async def renew(gateway: httpx2.AsyncClient, refresh_token: str) -> httpx2.Response:
    """Ask for new tokens."""
    form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    return await gateway.post("/api/v1/auth/token", data=form)


def bearing(tokens: httpx2.Response) -> dict[str, str]:
    """The header that carries an access token."""
    return {"Authorization": f"Bearer {tokens.json()['access_token']}"}


async def as_(gateway: httpx2.AsyncClient, login: str) -> dict[str, str]:
    """The header of somebody logged in."""
    return bearing(await log_in(gateway, login))


def slug_of(answer: httpx2.Response) -> str:
    """Which problem it was."""
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"]).rpartition("/")[2]


@asynccontextmanager
async def a_connection(settings: GatewaySettings) -> AsyncIterator["asyncpg.Connection[Row]"]:
    """A look into the database."""
    connection = await asyncpg.connect(settings.dsn)
    try:
        await speak_json(connection)
        yield connection
    finally:
        await connection.close()


async def told(settings: GatewaySettings, subject: str) -> list[dict[str, Any]]:
    """The data of everything told under a subject, in order."""
    async with a_connection(settings) as connection:
        rows = await connection.fetch(
            "SELECT data FROM journal WHERE subject = $1 ORDER BY at, aggregate_id, sequence",
            subject,
        )
    return [row["data"] for row in rows]
