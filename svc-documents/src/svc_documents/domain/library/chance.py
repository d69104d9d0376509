"""Chance that is the same for the same seed, drawn by hash: what is made up can be made again."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Choice = TypeVar("Choice")


class Chance:
    """Draws in order; each is the hash of the seed and its place."""

    def __init__(self, seed: int) -> None:
        self._seed, self._drawn = seed, 0

    def below(self, most: int) -> int:
        """A whole number from 0, below another."""
        self._drawn += 1
        drawn = sha256(f"{self._seed}:{self._drawn}".encode()).digest()
        return int.from_bytes(drawn[:8], "big") % most

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        """One of several."""
        return choices[self.below(len(choices))]
