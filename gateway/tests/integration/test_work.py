"""The gateway's work process tells under the name of the directory, not under its own."""

import asyncio
from contextlib import suppress

import nats
from nats.aio.client import Client
from nats.js.errors import NotFoundError

from gateway.settings import GatewaySettings
from gateway.worker import work

SOON = 30


async def test_it_keeps_the_stream_of_what_it_tells_and_answers_for_it(
    settings: GatewaySettings, nats_url: str
) -> None:
    working = asyncio.create_task(work(settings.model_copy(update={"nats_url": nats_url})))
    client = await nats.connect(nats_url)
    try:
        async with asyncio.timeout(SOON):
            while "IDENTITY" not in await _streams(client):  # noqa: ASYNC110  only asking can tell
                await asyncio.sleep(0.05)
        assert "GATEWAY" not in await _streams(client)
        await client.request("snapshot.identity.organ", b"{}", timeout=SOON)
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        await client.close()


async def _streams(client: Client) -> set[str | None]:
    try:
        return {stream.config.name for stream in await client.jetstream().streams_info()}
    except NotFoundError:
        return set()
