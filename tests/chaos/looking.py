"""Looking into a house from outside: its databases, its streams, its commands."""

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

import orjson
from nats.js.api import ConsumerConfig, DeliverPolicy

from shared import broker
from shared.connecting import connect


async def rows(dsn: str, sql: str) -> list[dict[str, Any]]:
    """What a database holds."""
    session = await connect(dsn, timeout=10)
    try:
        await session.set_type_codec(
            "jsonb", schema="pg_catalog", encoder=str, decoder=orjson.loads
        )
        return [dict(row) for row in await session.fetch(sql)]
    finally:
        await session.close()


async def told(nats_url: str, stream: str) -> list[dict[str, Any]]:
    """Every message of a stream, in its order."""
    client = await broker.connect(nats_url, "witness", patience=20)
    try:
        jetstream = client.jetstream()
        waiting = (await jetstream.stream_info(stream)).state.messages
        whole = ConsumerConfig(deliver_policy=DeliverPolicy.ALL, inactive_threshold=60)
        reading = await jetstream.pull_subscribe("", stream=stream, config=whole)
        heard: list[dict[str, Any]] = []
        while len(heard) < waiting:
            for message in await reading.fetch(500, timeout=10):
                heard.append(orjson.loads(message.data))
                await message.ack()
        return heard
    finally:
        await client.close()


async def command(
    module: str, words: Sequence[str], environment: dict[str, str]
) -> tuple[int, str]:
    """Run a command of a service: its exit code and what it says."""
    running = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", module, *words],
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await running.communicate()
    return running.returncode or 0, said.decode()
