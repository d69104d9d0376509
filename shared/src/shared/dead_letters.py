"""Dead letters: what could not be taken after eight tries, kept until somebody decides."""

import nats.errors
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import ConsumerConfig, DeliverPolicy, RawStreamMsg

from shared import broker

SHOWN = 200


async def carry_out(service: str, url: str, what: str, number: int | None) -> str:
    """List, show, replay or discard; answers what to print."""
    client = await broker.connect(url, "dead-letters", patience=5)
    try:
        jetstream = client.jetstream(timeout=5)
        await broker.ensure_dead_stream(jetstream)
        if what == "list":
            return await _listed(jetstream, service)
        if number is None:
            return "请给出编号：dead show|replay|discard <number>\n"
        message = await jetstream.get_msg(broker.DEAD_STREAM, number)
        return await _handled(client, jetstream, what, number, message)
    finally:
        await client.close()


async def _listed(jetstream: JetStreamContext, service: str) -> str:
    subscription = await jetstream.pull_subscribe(
        f"dead.{service}.*", stream=broker.DEAD_STREAM,
        config=ConsumerConfig(deliver_policy=DeliverPolicy.ALL, inactive_threshold=10),
    )  # fmt: skip
    try:
        messages = await subscription.fetch(SHOWN, timeout=1)
    except (TimeoutError, nats.errors.TimeoutError):
        return "没有死信\n"
    lines = [
        f"{m.metadata.sequence.stream}\t{m.subject}\t{(m.headers or {}).get('Subject')}\t"
        f"{(m.headers or {}).get('Why')}\n"
        for m in messages
    ]
    return "".join(lines)


async def _handled(
    client: Client,
    jetstream: JetStreamContext,
    what: str,
    number: int,
    message: RawStreamMsg,
) -> str:
    raw = message.data or b""
    if what == "show":
        return raw.decode() + "\n"
    if what == "replay":
        consumer = (message.subject or "").rpartition(".")[2]
        reply = await client.request(f"replay.{consumer}", raw, timeout=10)
        if reply.data != b"ok":
            return f"仍未成功：{reply.data.decode()}\n"
    await jetstream.delete_msg(broker.DEAD_STREAM, number)
    return f"{number} {what}\n"
