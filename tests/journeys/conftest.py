"""Journeys run through the gateway of one real house, opened once for the whole test run."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest
from journeys.people import SOON
from journeys.town import Town

from shared.database import Pool, open_pool
from yangguang_local.postgres import EmbeddedPostgres

ABOUT = """
SELECT template, text, channel, outcome FROM sent_message WHERE strpos(text, $1) > 0 ORDER BY at
"""
Rows = list[dict[str, Any]]
Look = Callable[[str, str], Awaitable[Rows]]


@pytest.fixture
async def town(house_url: str) -> AsyncIterator[Town]:
    """Everybody around the gateway."""
    async with httpx2.AsyncClient(base_url=f"{house_url}/api/v1", timeout=30) as http:
        yield Town(http)


@pytest.fixture
def sent_messages(house_home: Path) -> Look:
    """What the stand-in of the message channels would have sent about a case."""
    databases = EmbeddedPostgres(house_home).databases

    async def look(case_no: str, last: str) -> Rows:
        """All of them, once the one made with the template `last` is there."""
        session = await asyncpg.connect(databases.dsn("gateway"))
        try:
            async with asyncio.timeout(SOON):
                while True:
                    found = [dict(row) for row in await session.fetch(ABOUT, case_no)]
                    if last in {message["template"] for message in found}:
                        return found
                    await asyncio.sleep(0.1)
        finally:
            await session.close()

    return look


@pytest.fixture
async def library(house_home: Path) -> AsyncIterator[Pool]:
    """The house's library, to which older papers are entered by command."""
    dsn = EmbeddedPostgres(house_home).databases.dsn("documents")
    pool = await open_pool(dsn, size=1, application="journeys")
    yield pool
    await pool.close()
