"""What policies are worth to somebody: the sum, how likely it is got, what is still to be asked.

All three are kept as logarithms, in half powers of two, so that they add up: a policy costs its
distance from the greatest sum, and every clause still open costs how unlikely it is, and once more
for the asking. The costs of clauses lie as bits beside the clauses themselves, and are added for
all policies at once, a slot at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import log2
from operator import mul

from svc_policy_match.domain.conditions.clauses import Clause, Literal
from svc_policy_match.domain.matching.index import Index

HALVES = 2  # steps to half the worth
ASKING = 2  # what an open clause costs however likely it is
TOO_LITTLE = 16  # what is worth 1/256 of the best does not choose the question
CLAUSE_BITS, SUM_BITS = 4, 5
MOST_OF_CLAUSE, MOST_OF_SUM = (1 << CLAUSE_BITS) - 1, (1 << SUM_BITS) - 1


@dataclass(frozen=True, slots=True)
class Shares:
    """Policies by what they are worth in a standing, from most to least."""

    of_worth: Sequence[tuple[float, int]]

    def of(self, policies: int) -> float:
        """The worth of a set of policies, as a multiple of the greatest sum got for certain."""
        return sum([worth * (bits & policies).bit_count() for worth, bits in self.of_worth])


class Worth:
    """The costs of all policies and clauses of an index."""

    def __init__(
        self, index: Index, values: Sequence[int], odds: Callable[[Literal], float]
    ) -> None:
        """`values` in fen by the policies' numbers; `odds` that a literal is fulfilled."""
        self._slots = index.slots
        self._sums = _planes(_far_from_greatest(values), SUM_BITS)
        known: dict[Literal, float] = {}
        costs: list[int] = [0] * index.slots.width
        for number, clauses in enumerate(index.clauses):
            for slot, clause in enumerate(clauses or ()):
                costs[index.slots.start(slot) + number] = _cost(clause, odds, known)
        self._clauses = _planes(costs, CLAUSE_BITS)

    def shares(self, undecided: int, live: int) -> Shares:
        """Undecided policies by worth, where these clauses are still open."""
        total = [plane & undecided for plane in self._sums]
        parts = [self._slots.parts(plane & live) for plane in self._clauses]
        for addend in zip(*parts, strict=True):
            total = _added(total, addend)
        split = _split(total, undecided)
        most = split[0][0] + TOO_LITTLE if split else 0
        return Shares([(2 ** (-cost / HALVES), bits) for cost, bits in split if cost <= most])


def _far_from_greatest(values: Sequence[int]) -> list[int]:
    greatest = max(values, default=0)
    return [
        min(MOST_OF_SUM, round(HALVES * log2(greatest / one))) if one > 0 else MOST_OF_SUM
        for one in values
    ]


def _cost(clause: Clause, odds: Callable[[Literal], float], known: dict[Literal, float]) -> int:
    for one in clause:
        if one not in known:
            known[one] = odds(one)
    odd = 1 - reduce(mul, (1 - known[one] for one in clause), 1.0)
    unlikely = round(-HALVES * log2(odd)) if odd > 0 else MOST_OF_CLAUSE
    return min(MOST_OF_CLAUSE, ASKING + unlikely)


def _planes(numbers: Sequence[int], bits: int) -> list[int]:
    """The numbers side by side, plane by plane of their binary digits."""
    return [
        int("".join("1" if one >> level & 1 else "0" for one in reversed(numbers)) or "0", 2)
        for level in range(bits)
    ]


def _added(total: Sequence[int], addend: Sequence[int]) -> list[int]:
    found, carry = [], 0
    for level, plane in enumerate(total):
        if level < len(addend):
            one = addend[level]
            both = plane ^ one
            found.append(both ^ carry)
            carry = plane & one | both & carry
        else:
            found.append(plane ^ carry)
            carry &= plane
    return [*found, carry] if carry else found


def _split(total: Sequence[int], policies: int) -> list[tuple[int, int]]:
    """Policies by the number they have, from the least."""
    found = [(0, policies)]
    for level in reversed(range(len(total))):
        plane = total[level]
        found = [
            part
            for number, bits in found
            for part in ((number, bits & ~plane), (number | 1 << level, bits & plane))
            if part[1]
        ]
    return found
