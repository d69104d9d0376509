"""Chance by key: the same words under the same seed draw the same, whatever was drawn before.

So the figures of one unit and year never depend on which other books are made beside them.
"""

from collections.abc import Hashable, Mapping, Sequence
from hashlib import blake2b
from typing import TypeVar

Choice = TypeVar("Choice")
Key = TypeVar("Key", bound=Hashable)

MILLE = 1000


class Draws:
    """Draws under a key; `under` goes one word deeper."""

    def __init__(self, *key: object) -> None:
        self._key = "/".join(map(str, key))

    def under(self, *words: object) -> "Draws":
        """The draws of something inside."""
        return Draws(self._key, *words)

    def below(self, most: int, *what: object) -> int:
        """A whole number from 0, below another."""
        drawn = blake2b("/".join((self._key, *map(str, what))).encode(), digest_size=8).digest()
        return int.from_bytes(drawn, "big") % most

    def between(self, low: int, high: int, *what: object) -> int:
        """A whole number, both ends included."""
        return low + self.below(high - low + 1, *what)

    def chance(self, percent: int, *what: object) -> bool:
        """Whether it happens, so often in a hundred."""
        return self.below(100, *what) < percent

    def one_of(self, choices: Sequence[Choice], *what: object) -> Choice:
        """One of several."""
        return choices[self.below(len(choices), *what)]

    def some_of(self, choices: Sequence[Choice], count: int, *what: object) -> tuple[Choice, ...]:
        """So many of them, in the order they stand in."""
        ranked = sorted(range(len(choices)), key=lambda place: self.below(1 << 32, *what, place))
        return tuple(choices[place] for place in sorted(ranked[:count]))

    def part(self, amount: int, low: int, high: int, *what: object) -> int:
        """A part of an amount: so many thousandths of it."""
        return amount * self.between(low * MILLE, high * MILLE, *what) // (MILLE * MILLE)

    def about(self, amount: int, low: int, high: int, *what: object) -> int:
        """So many thousandths of an amount, and some odd fen, as real figures have them."""
        part = self.part(amount, low, high, *what)
        return part + self.below(9973, *what, "odd") if part else 0

    def split(self, amount: int, weights: Mapping[Key, int], *what: object) -> dict[Key, int]:
        """An amount in parts about as heavy as said; together they are the amount exactly."""
        heavy = {
            key: weight * self.between(70, 130, *what, key)
            for key, weight in weights.items()
            if weight
        }
        whole = sum(heavy.values())
        parts = {key: amount * weight // whole for key, weight in heavy.items()}
        parts[max(heavy, key=lambda key: heavy[key])] += amount - sum(parts.values())
        return parts
