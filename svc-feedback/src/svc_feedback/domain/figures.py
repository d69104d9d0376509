"""Figures: what is published of reviews, and by which formula.

N is the number of active reviews: given by a person, valid. The active rate is
taken over opportunities, never over cases (a real province reached 123.5 % that
way). An empty denominator has no figure, neither 0 nor 100 %.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from svc_feedback.domain.levels import Level

FORMULA_VERSION = "1"
RATE_DIGITS = 6
SCORE_DIGITS = 2

STRICT = (Level.VERY_SATISFIED, Level.SATISFIED)
WIDE = (*STRICT, Level.RATHER_SATISFIED)
BAD = tuple(level for level in Level if level.is_bad)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, and everything that follows from them."""

    opportunities: int
    levels: Mapping[Level, int]

    @property
    def reviews(self) -> int:
        """N, the active reviews."""
        return sum(self.levels.values())

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
        return _share(self.reviews, self.opportunities)

    @property
    def mean_score(self) -> float | None:
        """The mean on ten points; the levels count 10, 8, 6, 4 and 2."""
        if not self.reviews:
            return None
        points = sum(level.score * count for level, count in self.levels.items())
        return round(points / self.reviews, SCORE_DIGITS)

    def _share_of_reviews(self, levels: Iterable[Level]) -> float | None:
        return _share(sum(self.levels.get(level, 0) for level in levels), self.reviews)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, RATE_DIGITS) if whole else None
