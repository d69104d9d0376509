"""NATS JetStream: one stream per owner, durable and de-duplicated."""

import asyncio
import contextlib

import nats.errors
import structlog
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

log = structlog.get_logger("broker")

KEPT_FOR_SECONDS = 30 * 24 * 3600
DUPLICATE_WINDOW_SECONDS = 600
DEAD_STREAM = "DEAD"
PING_SECONDS = 3  # a server that vanished without a word is left after three unanswered


async def connect(url: str, name: str, *, patience: float | None = None) -> Client:
    """A connection that reconnects for ever, to any of the servers that commas separate.

    ``patience`` bounds only the first try.
    """
    client = Client()

    async def told(fault: Exception) -> None:
        log.warning("broker fault", fault=repr(fault))

    async def left() -> None:
        if not client.is_closed:  # by ourselves
            log.warning("broker away")

    async def back() -> None:
        log.info("broker back")

    connecting = client.connect(
        url.split(","),
        name=name,
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.25,  # type: ignore[arg-type]  # a part of a second
        connect_timeout=2,
        ping_interval=PING_SECONDS,
        max_outstanding_pings=2,
        error_cb=told,
        disconnected_cb=left,
        reconnected_cb=back,
    )
    await asyncio.wait_for(connecting, patience)
    return client


def stream_of(owner: str) -> str:
    """The stream an owner's facts live in."""
    return owner.upper()


async def ensure_stream(
    jetstream: JetStreamContext, owner: str, *, replicas: int | None = None
) -> None:
    """Have an owner's stream; safe to repeat.

    Only its owner says how many replicas, and so changes a stream that is there;
    a listener that comes first leaves that to the owner.
    """
    await _ensure(
        jetstream,
        replicas,
        StreamConfig(
            name=stream_of(owner),
            subjects=[f"{owner}.>"],
            storage=StorageType.FILE,
            retention=RetentionPolicy.LIMITS,
            discard=DiscardPolicy.OLD,
            max_age=KEPT_FOR_SECONDS,
            duplicate_window=DUPLICATE_WINDOW_SECONDS,
        ),
    )


async def ensure_dead_stream(jetstream: JetStreamContext, *, replicas: int | None = None) -> None:
    """Have the stream of dead letters; nothing in it ages."""
    await _ensure(
        jetstream,
        replicas,
        StreamConfig(
            name=DEAD_STREAM,
            subjects=["dead.>"],
            storage=StorageType.FILE,
            duplicate_window=DUPLICATE_WINDOW_SECONDS,
        ),
    )


async def _ensure(jetstream: JetStreamContext, replicas: int | None, config: StreamConfig) -> None:
    config.num_replicas = replicas or 1
    try:
        await jetstream.stream_info(config.name or "")
    except NotFoundError:
        await jetstream.add_stream(config)
    else:
        if replicas is not None:
            await jetstream.update_stream(config)


async def close(client: Client) -> None:
    """Send what is pending and go; a broker that is away is not waited for.

    Nothing is drained: what was fetched and not acknowledged comes again.
    """
    if client.is_connected:
        with contextlib.suppress(nats.errors.Error, TimeoutError):
            await client.flush(timeout=2)
    await client.close()
