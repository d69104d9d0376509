"""What answers are to be expected: shares of a population, even ones where none is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from svc_policy_match.domain.conditions.clauses import Literal
from svc_policy_match.domain.conditions.tests import Has, In, Is, Under, Window

RARE = 0.001  # what nobody in the sample has may still occur
YES = "yes"


@dataclass(frozen=True, slots=True)
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

    def of_literal(self, literal: Literal) -> float:
        """How likely it is fulfilled."""
        share = self._of_test(literal)
        return share if literal.positive else 1 - share

    def _of_test(self, literal: Literal) -> float:
        test = literal.test
        if isinstance(test, Window):
            return self.of_span(test.lo, test.hi)
        if isinstance(test, In):
            return min(1.0, sum(self.of_code(one) for one in test.codes))
        if isinstance(test, Has | Is):
            return self.of_code(test.code if isinstance(test, Has) else YES)
        if isinstance(test, Under):
            under = (share for path, share in self.codes.items() if _is_under(path, test.paths))
            return max(sum(under), RARE) if self.codes else 0.5
        return 0.5


def _is_under(path: str, paths: frozenset[str]) -> bool:
    return any(path.startswith(one) for one in paths)


EVEN = Prior()
