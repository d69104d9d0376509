from collections.abc import AsyncIterator

import httpx2
import pytest
from gateway_building import a_gateway, some_settings

from gateway.settings import GatewaySettings
from gateway.worker import load
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def settings(fresh_database: MakeDatabase) -> GatewaySettings:
    """A gateway's settings on a database of its own, with the demo directory loaded."""
    database = await fresh_database("gateway")
    told = some_settings(database.dsn)
    await load(told)
    return told


@pytest.fixture
async def gateway(settings: GatewaySettings) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a running gateway with the demo directory, without services behind it."""
    async with a_gateway(settings) as client:
        yield client
