"""Postings of one key: an answer becomes the literals it makes true, and those it leaves open.

Literals are known by their places, bits of a whole number, one for each clause of each policy.
Thresholds are cumulated from both ends, so that a number or a span is looked up by bisection. Of
a tree each path has the literals at it and those at or below it, so that a place costs as many
look-ups as it is deep. Other answers are reckoned literal by literal once and remembered.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import or_

from svc_policy_match.domain.answers.answers import Answer, People, Range, Within
from svc_policy_match.domain.conditions.clauses import Literal
from svc_policy_match.domain.conditions.tests import Under, Window
from svc_policy_match.domain.conditions.truth import TRUE, UNKNOWN

Placed = Mapping[Literal, int]  # in which clauses a literal stands
Bits = tuple[int, int]  # made true; left open beside them

MOST_REMEMBERED = 4_096


class Thresholds:
    """Sorted numbers; the places of those on one side of a number."""

    def __init__(self, places: Mapping[int, int]) -> None:
        self.values = sorted(places)
        each = [places[one] for one in self.values]
        self._up: list[int] = [0, *accumulate(each, or_)]
        self._down: list[int] = list(accumulate(reversed(each), or_, initial=0))[::-1]
        self.all = self._up[-1]

    def at_most(self, number: int) -> int:
        """Of those <= number."""
        return self._up[bisect_right(self.values, number)]

    def below(self, number: int) -> int:
        """Of those < number."""
        return self._up[bisect_left(self.values, number)]

    def at_least(self, number: int) -> int:
        """Of those >= number."""
        return self._down[bisect_left(self.values, number)]

    def above(self, number: int) -> int:
        """Of those > number."""
        return self._down[bisect_right(self.values, number)]


class Windows:
    """One-sided windows and their opposites.

    Of lo..hi, `x >= a` is true where a <= lo and possible where a <= hi; its opposite is true
    where a > hi and possible where a > lo. `x <= a` is the mirror of it.
    """

    def __init__(self, placed: Placed) -> None:
        self._least = Thresholds(_ends(placed, lower=True, positive=True))
        self._most = Thresholds(_ends(placed, lower=False, positive=True))
        self._not_least = Thresholds(_ends(placed, lower=True, positive=False))
        self._not_most = Thresholds(_ends(placed, lower=False, positive=False))
        lower = {*self._least.values, *self._not_least.values}
        upper = {one + 1 for one in (*self._most.values, *self._not_most.values)}
        self.cuts: Sequence[int] = sorted(lower | upper)  # each the first of what lies above it
        self._between: dict[int, int] = {}

    def bits(self, answer: Range) -> Bits:
        """Of a number, the same for all between two cuts, or of a span."""
        lo, hi = answer.lo, answer.hi
        if lo is None or lo != hi:
            return self._of_span(lo, hi)
        cut = bisect_right(self.cuts, lo)
        known = self._between.get(cut)
        if known is None:
            known = self._between[cut] = self._of_span(lo, lo)[0]
        return known, 0

    def _of_span(self, lo: int | None, hi: int | None) -> Bits:
        if lo is None:
            true, left = 0, self._most.all | self._not_least.all
        else:
            true = self._least.at_most(lo) | self._not_most.below(lo)
            left = self._most.at_least(lo) | self._not_least.above(lo)
        if hi is None:
            return true, left | self._least.all | self._not_most.all
        true |= self._most.at_least(hi) | self._not_least.above(hi)
        return true, left | self._least.at_most(hi) | self._not_most.below(hi)


class Places:
    """Literals that ask for places of a tree, as they are and not their opposites."""

    def __init__(self, placed: Placed) -> None:
        self._at: dict[str, int] = {}
        self._below: dict[str, int] = {}  # at the path or anywhere under it
        for literal, places in placed.items():
            for path in literal.test.paths if isinstance(literal.test, Under) else ():
                self._at[path] = self._at.get(path, 0) | places
        for path, places in self._at.items():
            for end in range(len(path) + 1):
                self._below[path[:end]] = self._below.get(path[:end], 0) | places

    def bits(self, place: str) -> Bits:
        """True of what is asked for above the place or at it, open of what lies deeper."""
        true = 0
        for end in range(len(place) + 1):
            if places := self._at.get(place[:end]):
                true |= places
        return true, self._below.get(place, 0)


class Postings:
    """All literals of one key."""

    def __init__(self, key: str, placed: Placed) -> None:
        self.key = key
        self.literals = tuple(placed)
        windows = {one: at for one, at in placed.items() if isinstance(one.test, Window)}
        self.windows = Windows(windows)
        self._placed = placed
        self._others = {one: at for one, at in placed.items() if one not in windows}
        under = {one: at for one, at in placed.items() if _asks_for_place(one)}
        self._places = Places(under)
        self._not_places = {one: at for one, at in placed.items() if one not in under}
        self._numbers = self._reckoned(self._others, Range())  # of any number: whether there is one
        self._remembered: dict[Answer, Bits] = {}
        self.all = 0
        for places in placed.values():
            self.all |= places

    def bits(self, answer: Answer | None) -> Bits:
        """What an answer, or that there is none, makes of the literals."""
        if answer is None:
            return 0, self.all
        if isinstance(answer, Range):
            true, left = self.windows.bits(answer)
            if self._others:
                return true | self._numbers[0], left | self._numbers[1]
            return true, left
        if isinstance(answer, People):
            return self._reckoned(self._placed, answer)
        known = self._remembered.get(answer)
        if known is None:
            known = self._of_codes(answer)
            if len(self._remembered) < MOST_REMEMBERED:
                self._remembered[answer] = known
        return known

    def _of_codes(self, answer: Answer) -> Bits:
        if not isinstance(answer, Within):
            return self._reckoned(self._placed, answer)
        true, left = self._places.bits(answer.path)
        if self._not_places:
            others = self._reckoned(self._not_places, answer)
            return true | others[0], left | others[1]
        return true, left

    def _reckoned(self, placed: Placed, answer: Answer) -> Bits:
        answers = {self.key: answer}
        true = left = 0
        for literal, places in placed.items():
            value = literal.truth(answers)
            if value is TRUE:
                true |= places
            elif value is UNKNOWN:
                left |= places
        return true, left


def _asks_for_place(literal: Literal) -> bool:
    return literal.positive and isinstance(literal.test, Under)


def _ends(placed: Placed, *, lower: bool, positive: bool) -> dict[int, int]:
    found: dict[int, int] = {}
    for literal, places in placed.items():
        window = literal.test
        if isinstance(window, Window) and literal.positive is positive:
            end = window.lo if lower else window.hi
            if end is not None:
                found[end] = found.get(end, 0) | places
    return found
