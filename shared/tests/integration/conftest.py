from collections.abc import AsyncIterator

import pytest
from nats.aio.client import Client
from platform_building import Platform, a_platform

from shared import broker
from shared.database import Pool, open_pool
from yangguang_local.databases import Databases


@pytest.fixture
async def platform(postgres: Databases) -> AsyncIterator[Platform]:
    """A database with the platform's tables."""
    async with a_platform(postgres) as made:
        yield made


@pytest.fixture
async def pool(platform: Platform) -> AsyncIterator[Pool]:
    """Connections to it."""
    opened = await open_pool(platform.dsn, size=6, application="test")
    yield opened
    await opened.close()


@pytest.fixture
async def client(nats_url: str) -> AsyncIterator[Client]:
    """A connection to an empty JetStream with the owner's stream."""
    connected = await broker.connect(nats_url, "test")
    await broker.ensure_stream(connected.jetstream(), "approvals")
    await broker.ensure_dead_stream(connected.jetstream())
    yield connected
    await broker.close(connected)
