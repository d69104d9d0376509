"""What answers are to be expected: shares of a population, even ones where none is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from svc_policy_match.domain.conditions.clauses import Literal
from svc_policy_match.domain.conditions.tests import Has, In, Is, Under, Window

RARE = 0.001  # what nobody in the sample has may still occur
YES = "yes"


@dataclass(frozen=True)
class Prior:
    """How often each code occurs (a tree's path, `yes` of a flag); numbers as a sorted sample."""

    codes: Mapping[str, float] = field(default_factory=dict)
    numbers: Sequence[int] = ()

    def of_span(self, lo: int | None, hi: int | None) -> float:
        """The share of numbers from `lo` to `hi`, never nothing."""
        begin = 0 if lo is None else bisect_left(self.numbers, lo)
        end = len(self.numbers) if hi is None else bisect_right(self.numbers, hi)
        return (max(0, end - begin) + 1) / (len(self.numbers) + 1)

    def of_code(self, code: str) -> float:
        """The share of one code."""
        return max(self.codes.get(code, 0.0), RARE) if self.codes else 0.5

    def of_place(self, path: str) -> float:
        """The share of a place and all below it."""
        return max(self._under.get(path, 0.0), RARE) if self.codes else 0.5

    @cached_property
    def _under(self) -> Mapping[str, float]:
        found: dict[str, float] = {}
        for path, share in self.codes.items():
            for end in range(len(path) + 1):
                found[path[:end]] = found.get(path[:end], 0.0) + share
        return found

    def of_literal(self, literal: Literal) -> float:
        """How likely it is fulfilled."""
        share = self._of_test(literal)
        return share if literal.positive else 1 - share

    def _of_test(self, literal: Literal) -> float:
        test = literal.test
        if isinstance(test, Window):
            return self.of_span(test.lo, test.hi) if self.numbers else 0.5
        if isinstance(test, In):
            return min(1.0, sum(self.of_code(one) for one in test.codes))
        if isinstance(test, Has | Is):
            return self.of_code(test.code if isinstance(test, Has) else YES)
        if isinstance(test, Under):
            return min(1.0, sum(map(self.of_place, test.paths)))
        return 0.5


EVEN = Prior()
