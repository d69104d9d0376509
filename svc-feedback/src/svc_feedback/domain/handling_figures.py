"""Figures of bad reviews: how they were dealt with.

What is not yet due is neither in time nor late. An empty denominator has no
figure, neither 0 nor 100 %.
"""

from dataclasses import dataclass

from svc_feedback.domain.figures import share


@dataclass(frozen=True, slots=True)
class Handling:
    """Counts of bad reviews that are valid, and of appeals against bad reviews.

    ``closed_named`` are those closed whose reviewer gave the name, ``revisited_named``
    those of them that were revisited or tried as often as the rules ask.
    """

    bad: int
    rectified: int
    closed_in_time: int
    closed_late: int
    overdue_open: int
    closed_named: int
    revisited_named: int
    appeals_decided: int
    appeals_upheld: int

    @property
    def rectified_rate(self) -> float | None:
        """整改率, over all valid bad reviews."""
        return share(self.rectified, self.bad)

    @property
    def in_time_rate(self) -> float | None:
        """按时整改率, over those closed and those overdue; the others are not due yet."""
        due = self.closed_in_time + self.closed_late + self.overdue_open
        return share(self.closed_in_time, due)

    @property
    def revisit_rate(self) -> float | None:
        """回访率 of those who gave their names; it must be 100 %."""
        return share(self.revisited_named, self.closed_named)

    @property
    def upheld_rate(self) -> float | None:
        """申诉成立率, over the appeals decided."""
        return share(self.appeals_upheld, self.appeals_decided)
