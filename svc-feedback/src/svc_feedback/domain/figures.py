"""Figures: what is published of reviews, and by which formula.

N is the number of active reviews: given by a person, valid. Reviews by default,
imported and invalid ones are counted apart. The active rate is taken over
opportunities, never over cases (a real province reached 123.5 % that way); of a
period it is the share of the period's own opportunities that were answered, so
it never passes 100 %. An empty denominator has no figure, neither 0 nor 100 %.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from svc_feedback.domain.intervals import Interval, wilson
from svc_feedback.domain.levels import Level

FORMULA_VERSION = "1"
RATE_DIGITS = 6
SCORE_DIGITS = 2

STRICT = (Level.VERY_SATISFIED, Level.SATISFIED)
WIDE = (*STRICT, Level.RATHER_SATISFIED)
BAD = tuple(level for level in Level if level.is_bad)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, and everything that follows from them.

    ``answered`` are those of the opportunities that have an active, valid review by
    now; None says that they are the reviews counted here.
    """

    opportunities: int
    levels: Mapping[Level, int]
    answered: int | None = None
    defaults: int = 0
    imported: int = 0
    invalid: int = 0

    @property
    def reviews(self) -> int:
        """N, the active reviews."""
        return sum(self.levels.values())

    @property
    def bad(self) -> int:
        """The bad ones of them (差评)."""
        return self._of(BAD)

    @property
    def satisfaction_interval(self) -> Interval | None:
        """Between which bounds 满意率 (基本满意 included) lies; ranks by the lower."""
        return wilson(self._of(WIDE), self.reviews)

    @property
    def bad_interval(self) -> Interval | None:
        """Between which bounds 差评率 lies."""
        return wilson(self.bad, self.reviews)

    @property
    def satisfaction_strict(self) -> float | None:
        """满意率, the two best levels alone."""
        return self._share_of_reviews(STRICT)

    @property
    def satisfaction_wide(self) -> float | None:
        """满意率, 基本满意 included."""
        return self._share_of_reviews(WIDE)

    @property
    def bad_rate(self) -> float | None:
        """差评率."""
        return self._share_of_reviews(BAD)

    @property
    def active_rate(self) -> float | None:
        """主动评价率."""
        answered = self.reviews if self.answered is None else self.answered
        return share(answered, self.opportunities)

    @property
    def mean_score(self) -> float | None:
        """The mean on ten points; the levels count 10, 8, 6, 4 and 2."""
        if not self.reviews:
            return None
        points = sum(level.score * count for level, count in self.levels.items())
        return round(points / self.reviews, SCORE_DIGITS)

    def _share_of_reviews(self, levels: Iterable[Level]) -> float | None:
        return share(self._of(levels), self.reviews)

    def _of(self, levels: Iterable[Level]) -> int:
        return sum(self.levels.get(level, 0) for level in levels)


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None when there is no whole."""
    return round(part / whole, RATE_DIGITS) if whole else None
