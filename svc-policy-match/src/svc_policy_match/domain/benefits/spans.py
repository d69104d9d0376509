"""Spans of exact numbers, and arithmetic on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import inf, prod

End = Fraction | float  # a float is one of the two infinities, never a number


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from `lo` to `hi`, both included."""

    lo: End = -inf
    hi: End = inf


@dataclass(frozen=True, slots=True)
class Money:
    """From `lo` to `hi` fen, both included; `hi` None has no end, for a figure is missing."""

    lo: int
    hi: int | None

    @property
    def top(self) -> float:
        """The upper end as something that can be compared."""
        return inf if self.hi is None else self.hi


def added(spans: Iterable[Span]) -> Span:
    """Sums."""
    each = list(spans)
    zero = Fraction(0)
    return Span(sum((one.lo for one in each), zero), sum((one.hi for one in each), zero))


def multiplied(left: Span, right: Span) -> Span:
    """Products: the ends are among those of the four corners."""
    corners = [_times(a, b) for a in (left.lo, left.hi) for b in (right.lo, right.hi)]
    return Span(min(corners), max(corners))


def _times(left: End, right: End) -> End:
    return Fraction(0) if 0 in {left, right} else prod((left, right))


def least(spans: Iterable[Span]) -> Span:
    """The lesser of values anywhere within."""
    each = list(spans)
    return Span(min(one.lo for one in each), min(one.hi for one in each))


def greatest(spans: Iterable[Span]) -> Span:
    """The greater of values anywhere within."""
    each = list(spans)
    return Span(max(one.lo for one in each), max(one.hi for one in each))


def hull(spans: Iterable[Span]) -> Span:
    """The shortest span all are within."""
    each = list(spans)
    return Span(min(one.lo for one in each), max(one.hi for one in each))


def in_fen(span: Span) -> Money:
    """Money somebody is given: never below nothing, halves of a fen upwards."""
    zero = Fraction(0)
    lo, hi = max(span.lo, zero), max(span.hi, zero)
    return Money(_rounded(lo) or 0, _rounded(hi))


def _rounded(end: End) -> int | None:
    return None if isinstance(end, float) else int(end + Fraction(1, 2))
