"""What is behind the door: the services, the connections to them, and who looks after both."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp

from gateway.routing.health import Health
from gateway.routing.lookout import Lookout, Resolve, addresses_of
from gateway.routing.passage import session_to_services
from gateway.routing.upstreams import Upstream, Upstreams
from shared import tasks

FIRST_LOOK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Behind:
    """The services and how they are."""

    session: aiohttp.ClientSession
    upstreams: Upstreams
    health: Health


@asynccontextmanager
async def services_behind(
    addresses: Mapping[str, Sequence[str]], resolve: Resolve = addresses_of
) -> AsyncIterator[Behind]:
    """The services at the addresses of the settings, looked after while this is open.

    It opens when names were looked up once; a resolver that takes long holds nothing up.
    """
    upstreams = {key: Upstream(key, each) for key, each in addresses.items()}
    lookouts = [Lookout(each, name, resolve) for each in upstreams.values() for name in each.names]
    async with session_to_services() as session:
        health = Health(session, upstreams)
        running = [asyncio.create_task(one.run()) for one in lookouts]
        try:
            await _looked(lookouts)
            running.append(asyncio.create_task(health.run()))
            yield Behind(session, upstreams, health)
        finally:
            await tasks.stop(running)


async def _looked(lookouts: Sequence[Lookout]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(FIRST_LOOK_SECONDS):
            for one in lookouts:
                await one.looked.wait()
