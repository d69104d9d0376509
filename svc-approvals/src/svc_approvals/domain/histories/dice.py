"""Chance, passed in like time: the domain throws no dice of its own."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")


class Dice(Protocol):
    """What made-up histories ask of chance; ``random.Random`` of a seed gives it."""

    def random(self) -> float:
        """From 0 up to 1."""

    def uniform(self, a: float, b: float) -> float:
        """Anything between."""

    def gauss(self, mu: float, sigma: float) -> float:
        """Normally distributed."""

    def randrange(self, stop: int, /) -> int:
        """From 0 up to, not including, ``stop``."""

    def randint(self, a: int, b: int) -> int:
        """From one to the other, both included."""

    def getrandbits(self, k: int, /) -> int:
        """So many random bits."""

    def choice(self, seq: Sequence[Thing]) -> Thing:
        """One of them."""

    def sample(self, population: Sequence[Thing], k: int) -> list[Thing]:
        """So many different ones."""

    def choices(
        self,
        population: Sequence[Thing],
        weights: Sequence[float] | None = None,
        *,
        cum_weights: Sequence[float] | None = None,
        k: int = 1,
    ) -> list[Thing]:
        """So many by weight, perhaps the same again."""
