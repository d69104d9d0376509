"""What policies are worth, as weights of bits: sums over any set of policies in a few steps."""

from collections.abc import Sequence

LEVELS = 6  # bits a worth is kept in: the greatest is 63


class Worth:
    """Worth of every policy by its number in the index, in steps of the greatest.

    A policy without a sum still counts one step: to settle it is worth something.
    """

    def __init__(self, values: Sequence[int]) -> None:
        """`values` in fen."""
        top = (1 << LEVELS) - 1
        self.step = max(1, -(-max(values, default=0) // top))
        self._planes = [0] * LEVELS
        self.steps = [min(top, max(1, -(-value // self.step))) for value in values]
        for number, steps in enumerate(self.steps):
            for level in range(LEVELS):
                if steps >> level & 1:
                    self._planes[level] |= 1 << number

    def of(self, policies: int) -> int:
        """The worth of a set of policies, in steps."""
        return sum(
            (plane & policies).bit_count() << level for level, plane in enumerate(self._planes)
        )
