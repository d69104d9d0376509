"""Kills at random, as a machine does."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil
from chaos.real_house import RealHouse

LONGEST_RECOVERY = 120.0


@dataclass
class Harm:
    """kill -9, again and again, of one part after the other in an order nobody knows."""

    house: RealHouse
    victims: Sequence[str]
    chance: random.Random
    peace: tuple[float, float]  # seconds between two kills, shortest and longest
    rounds: int
    once: Sequence[str] = ()
    kills: Counter[str] = field(default_factory=Counter)

    async def go_on(self) -> None:
        """For so many rounds or until cancelled; in each, everybody's turn comes once."""
        turn = [*self.victims, *self.once]
        for _ in range(self.rounds):
            for name in self.chance.sample(turn, len(turn)):
                await self.kill(name)
                await asyncio.sleep(self.chance.uniform(*self.peace))
            turn = list(self.victims)

    @property
    def has_spared_nobody(self) -> bool:
        """Whether every part was killed at least once."""
        return set(self.kills) >= {*self.victims, *self.once}

    async def kill(self, name: str) -> None:
        """Wait until the part is there, and kill it."""
        async with asyncio.timeout(LONGEST_RECOVERY):
            while (victim := self.house.part(name)) is None:  # noqa: ASYNC110  only looking tells
                await asyncio.sleep(0.1)
        try:
            victim.kill()
        except psutil.NoSuchProcess:
            return
        self.kills[name] += 1
