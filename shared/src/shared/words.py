"""Words that a message needs and no fact may hold: who sends it asks their owner for them.

A fact is kept for years and heard by many; a code that opens something must not stand in it. Of
what a message is about the fact names the id alone, and ``words.<owner>.<template>`` answers which
words go with it, by request and reply, while the owner's ``work`` runs.
"""

import asyncio
from collections.abc import Callable, Mapping
from uuid import UUID

import nats.errors
import orjson
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.refusals import Unavailable

WITHIN = 5  # seconds

WordsOf = Callable[[UUID], Mapping[str, str]]


class OwnerSilent(Unavailable):
    """消息内容所属的服务暂时没有答复。"""


async def keep_telling(client: Client, owner: str, template: str, words_of: WordsOf) -> None:
    """Answer until cancelled, together with the owner's other replicas."""

    async def answer(message: Msg) -> None:
        await message.respond(orjson.dumps(words_of(UUID(message.data.decode()))))

    subject = _subject(owner, template)
    subscription = await client.subscribe(subject, queue=owner, cb=answer)
    try:
        await asyncio.Event().wait()
    finally:
        await subscription.unsubscribe()


async def ask(client: Client, owner: str, template: str, about: UUID) -> dict[str, str]:
    """The words that go with a message about something. Raises OwnerSilent."""
    try:
        reply = await client.request(_subject(owner, template), str(about).encode(), timeout=WITHIN)
    except (nats.errors.NoRespondersError, nats.errors.TimeoutError) as fault:
        raise OwnerSilent from fault
    words: dict[str, str] = orjson.loads(reply.data)
    return words


def _subject(owner: str, template: str) -> str:
    return f"words.{owner}.{template}"
