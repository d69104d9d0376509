"""Which policies go together: some exclude each other, some are capped together (累计不超过)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from svc_policy_match.domain.benefits.spans import Money


class CapsCross(ValueError):
    """Two groups with caps share some policies, and neither is within the other."""


@dataclass(frozen=True, slots=True)
class SharedCap:
    """All that the policies of a group give together is at most `most` fen."""

    policies: frozenset[str]
    most: int


@dataclass(frozen=True, slots=True)
class Combination:
    """The best that goes together.

    `instead` names for each policy left out those chosen that exclude it; `capped` the caps that
    bind for certain.
    """

    chosen: tuple[str, ...]
    value: Money
    instead: Mapping[str, tuple[str, ...]]
    capped: tuple[SharedCap, ...] = ()


@dataclass(frozen=True, slots=True)
class Stacking:
    """The rules among policies: groups of which only one may be had, and shared caps.

    Caps may lie within one another, never across: refused with CapsCross.
    """

    exclusive: tuple[frozenset[str], ...] = ()
    caps: tuple[SharedCap, ...] = ()

    def __post_init__(self) -> None:
        ordered = sorted(self.caps, key=lambda one: len(one.policies))
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if one.policies & other.policies and not one.policies <= other.policies:
                    raise CapsCross(", ".join(sorted(one.policies & other.policies)))
        object.__setattr__(self, "caps", tuple(ordered))

    def excluded_by(self, policy: str) -> frozenset[str]:
        """All that cannot be had beside it."""
        return frozenset().union(*(one for one in self.exclusive if policy in one)) - {policy}

    def total(self, chosen: Iterable[str], values: Mapping[str, Money]) -> Money:
        """What they give together, inner caps first."""
        parts = {frozenset({one}): values[one] for one in chosen}
        for cap in self.caps:
            inside = [one for one in parts if one <= cap.policies]
            sums = _sum(parts.pop(one) for one in inside)
            if inside:
                parts[frozenset().union(*inside)] = _capped(sums, cap.most)
        return _sum(parts.values())


def best_combination(values: Mapping[str, Money], stacking: Stacking) -> Combination:
    """The set worth most for certain, of those the one that may be worth most; exact.

    Policies no rule ties together are decided apart; within a tied group by branch and bound.
    """
    chosen: list[str] = []
    for group in _tied(sorted(values), stacking):
        chosen += _Search(values, stacking, group).best()
    taken = frozenset(chosen)
    instead = {
        one: tuple(sorted(stacking.excluded_by(one) & taken))
        for one in sorted(values)
        if one not in taken
    }
    binding = tuple(one for one in stacking.caps if _binds(one, taken, values, stacking))
    return Combination(tuple(sorted(taken)), stacking.total(taken, values), instead, binding)


class _Search:
    """Branch and bound: with no exclusions left, nothing is worth more than all together."""

    def __init__(
        self, values: Mapping[str, Money], stacking: Stacking, group: Sequence[str]
    ) -> None:
        self.values = values
        self.stacking = stacking
        self.out = {one: stacking.excluded_by(one) for one in group}
        self.group = sorted(group, key=lambda one: (-values[one].lo, -values[one].top, one))
        self.found: tuple[str, ...] = ()
        self.most = (-1, -1.0)

    def best(self) -> tuple[str, ...]:
        """The best of the group; everything that excludes nothing is in it."""
        self._branch((), tuple(self.group))
        return self.found

    def _branch(self, taken: tuple[str, ...], left: tuple[str, ...]) -> None:
        free = tuple(one for one in left if not self.out[one] & set(left))
        taken, left = taken + free, tuple(one for one in left if one not in free)
        if self._worth(taken + left) <= self.most:
            return
        if not left:
            self.found, self.most = taken, self._worth(taken)
            return
        first, rest = left[0], left[1:]
        self._branch((*taken, first), tuple(one for one in rest if one not in self.out[first]))
        self._branch(taken, rest)

    def _worth(self, policies: Iterable[str]) -> tuple[int, float]:
        total = self.stacking.total(policies, self.values)
        return total.lo, total.top


def _tied(policies: Sequence[str], stacking: Stacking) -> list[list[str]]:
    """Policies in groups that no rule goes across."""
    above = {one: one for one in policies}

    def root(one: str) -> str:
        while above[one] != one:
            one = above[one]
        return one

    for rule in (*stacking.exclusive, *(one.policies for one in stacking.caps)):
        for one, other in pairwise(sorted(rule & above.keys())):
            above[root(one)] = root(other)
    groups: dict[str, list[str]] = {}
    for one in policies:
        groups.setdefault(root(one), []).append(one)
    return list(groups.values())


def _binds(
    cap: SharedCap, taken: frozenset[str], values: Mapping[str, Money], stacking: Stacking
) -> bool:
    inner = Stacking(caps=tuple(one for one in stacking.caps if one.policies < cap.policies))
    return inner.total(taken & cap.policies, values).lo > cap.most


def _sum(each: Iterable[Money]) -> Money:
    lo, hi = 0, 0
    endless = False
    for one in each:
        lo += one.lo
        endless = endless or one.hi is None
        hi += one.hi or 0
    return Money(lo, None if endless else hi)


def _capped(money: Money, most: int) -> Money:
    return Money(min(money.lo, most), most if money.hi is None else min(money.hi, most))
