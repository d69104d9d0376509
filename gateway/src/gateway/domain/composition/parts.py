"""Parts of one answer: asked for side by side, each with its own time.

What a service does not tell in time is left out and the service named, so that
one slow service never costs the reader the rest.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Ask = Callable[[], Awaitable[Any]]


class PartAway(Exception):
    """A service did not answer, or not with what was asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, the service that knows it, and how to ask."""

    name: str
    service: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was told by name of the part; ``partial`` names the services that did not answer."""

    told: Mapping[str, Any]
    partial: list[str]

    def get(self, name: str) -> Any:
        """What was told for a part; None when it is missing."""
        return self.told.get(name)


async def gathered(parts: Iterable[Part], seconds: float) -> Gathered:
    """Ask for all parts at once and wait no longer than ``seconds`` for each."""
    asked = list(parts)
    answers = await asyncio.gather(*(_within(part.ask, seconds) for part in asked))
    told = {
        part.name: answer
        for part, answer in zip(asked, answers, strict=True)
        if not isinstance(answer, PartAway)
    }
    return Gathered(told, sorted({part.service for part in asked if part.name not in told}))


async def _within(ask: Ask, seconds: float) -> Any:
    try:
        async with asyncio.timeout(seconds):
            return await ask()
    except TimeoutError:
        return PartAway("slow")
    except PartAway as away:
        return away
