"""Channels by which a message reaches a person: SMS, mini-program, e-mail.

The real ones stand beside: `smtp.py`, `mas.py`, `subscription_messages.py`.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import orjson
import structlog

from gateway.domain.messages import Outgoing
from shared.refusals import Unavailable

log = structlog.get_logger("channels")

REFUSED_ENDING = "0000"


class ChannelRefused(Exception):
    """The channel will never deliver this: the address is unknown to it, or blocked."""


class MessageDeclined(Exception):
    """The channel works and does not take this message now: a full mailbox, a wrong template."""


@dataclass(eq=False)
class ChannelAway(Unavailable):
    """消息通道暂时不可用。"""

    # A code and no more: what is raised is logged.
    code: str

    def __str__(self) -> str:
        return self.code


class Channel(Protocol):
    """One way of sending; while it is away (ChannelAway) the message waits, as long as it takes."""

    async def send(self, address: str, message: Outgoing) -> None:
        """Send once per key; MessageDeclined for now, ChannelRefused for good."""


class StandInChannel:
    """Sends nothing: what would have been sent can be read in the table sent_message.

    Addresses ending in 0000 are refused, so that refusals can be seen too. The text is
    not logged: a code may stand in it.
    """

    async def send(self, address: str, message: Outgoing) -> None:
        """Pretend."""
        if address.endswith(REFUSED_ENDING):
            raise ChannelRefused
        log.info("stand-in message", key=message.key, characters=len(message.text))


def told(whose: str, status: int, content: bytes) -> dict[str, Any]:
    """What an operator answered, a JSON object; ChannelAway when it is none."""
    try:
        answer = orjson.loads(content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise ChannelAway(f"{whose} status {status}")
    return answer
