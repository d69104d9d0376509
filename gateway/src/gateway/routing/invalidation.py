"""Facts drop what they change: each process of the gateway hears the nouns its cache depends on."""

import asyncio
from collections.abc import Callable, Iterable

import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from gateway.routing.cache import Cache

log = structlog.get_logger("invalidation")

LOOK_SECONDS = 0.2


async def keep_watching(
    cache: Cache, nouns: Iterable[str], client: Callable[[], Client | None]
) -> None:
    """Hear facts until cancelled; while none are heard nothing is kept longer than a second.

    Subscriptions outlive a broken connection, but not what was told meanwhile: after one
    everything is dropped.
    """
    heard: Client | None = None
    reconnects = 0
    while True:
        present = client()
        if present is not None and present is not heard:
            heard, reconnects = present, present.stats["reconnects"]
            await _subscribe(cache, nouns, present)
            log.info("facts are heard")
        connected = heard is not None and heard.is_connected
        if heard is not None and heard.stats["reconnects"] != reconnects:
            reconnects = heard.stats["reconnects"]
            cache.drop_all()
        if cache.watched and not connected:
            log.warning("facts are not heard")
        cache.watched = connected
        await asyncio.sleep(LOOK_SECONDS)


async def _subscribe(cache: Cache, nouns: Iterable[str], client: Client) -> None:
    async def told(message: Msg) -> None:
        owner, noun, *_ = message.subject.split(".", 2)
        cache.drop(f"{owner}.{noun}")

    for noun in sorted(set(nouns)):
        await client.subscribe(f"{noun}.>", cb=told)
    await client.flush()
    cache.drop_all()
