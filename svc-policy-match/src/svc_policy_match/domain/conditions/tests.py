"""What a leaf asks of one answer, and its truth; each says for which kinds of attributes it is."""

from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import NONE, Answer, Having, OneOf, Range, Within
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth


@dataclass(frozen=True, slots=True)
class Window:
    """An ordered attribute is from `lo` to `hi`, both included; None is open."""

    lo: int | None = None
    hi: int | None = None

    def of(self, answer: Answer) -> Truth:
        """Whether the whole span is inside, none of it, or a part."""
        if not isinstance(answer, Range):
            return FALSE
        if self._is_beyond(answer):
            return FALSE
        from_lo = self.lo is None or (answer.lo is not None and answer.lo >= self.lo)
        to_hi = self.hi is None or (answer.hi is not None and answer.hi <= self.hi)
        return TRUE if from_lo and to_hi else UNKNOWN

    def _is_beyond(self, answer: Range) -> bool:
        below = self.lo is not None and answer.hi is not None and answer.hi < self.lo
        return below or (self.hi is not None and answer.lo is not None and answer.lo > self.hi)


@dataclass(frozen=True, slots=True)
class In:
    """A choice is one of these codes."""

    codes: frozenset[str]

    def of(self, answer: Answer) -> Truth:
        """Whether all possible codes are among them, none, or some."""
        if not isinstance(answer, OneOf) or not answer.codes & self.codes:
            return FALSE
        return TRUE if answer.codes <= self.codes else UNKNOWN


@dataclass(frozen=True, slots=True)
class Under:
    """A place in a tree is at or under one of these paths."""

    paths: frozenset[str]

    def of(self, answer: Answer) -> Truth:
        """Unknown where one of them lies deeper than what is known."""
        if not isinstance(answer, Within):
            return FALSE
        place = answer.path
        if any(place.startswith(one) for one in self.paths):
            return TRUE
        return UNKNOWN if any(one.startswith(place) for one in self.paths) else FALSE


@dataclass(frozen=True, slots=True)
class Has:
    """One has this code."""

    code: str

    def of(self, answer: Answer) -> Truth:
        """Unknown where it is neither among those had nor those not had."""
        if not isinstance(answer, Having):
            return FALSE
        if self.code in answer.has:
            return TRUE
        return FALSE if answer.closed or self.code in answer.has_not else UNKNOWN


@dataclass(frozen=True, slots=True)
class Is:
    """A flag is yes."""

    def of(self, answer: Answer) -> Truth:
        """Yes or no."""
        return TRUE if answer is True else FALSE


@dataclass(frozen=True, slots=True)
class Present:
    """There is a value at all."""

    def of(self, answer: Answer) -> Truth:
        """False only of what is known to be none."""
        if isinstance(answer, Having):
            if answer.has:
                return TRUE
            return FALSE if answer.closed else UNKNOWN
        return FALSE if answer is NONE else TRUE
