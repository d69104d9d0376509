"""Figures of bad reviews: how they were dealt with.

Bad reviews belong to the period in which they were given, whenever they were dealt
with; the hotline's are handled like all others. What is not yet due is neither in
time nor late. An empty denominator has no figure, neither 0 nor 100 %.
"""

from dataclasses import dataclass

from svc_feedback.domain.figures import share

FORMULA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Handling:
    """Counts of bad reviews that are valid, and of appeals against bad reviews.

    ``rectified`` are those closed, by a change or by the explanation that was due; in time
    when every round's clock of rectification was met in time. ``overdue_open`` are those not
    closed with such a clock that is over. ``closed_named`` are those closed whose reviewer
    gave the name, ``revisited_named`` those of them that were revisited or tried as often as
    the rules ask.
    """

    bad: int = 0
    rectified: int = 0
    closed_in_time: int = 0
    overdue_open: int = 0
    closed_named: int = 0
    revisited_named: int = 0
    appeals_decided: int = 0
    appeals_upheld: int = 0

    @property
    def rectified_rate(self) -> float | None:
        """整改率, over all valid bad reviews."""
        return share(self.rectified, self.bad)

    @property
    def in_time_rate(self) -> float | None:
        """按时整改率, over those closed and those overdue; the others are not due yet."""
        return share(self.closed_in_time, self.rectified + self.overdue_open)

    @property
    def revisit_rate(self) -> float | None:
        """回访率 of those who gave their names; it must be 100 %."""
        return share(self.revisited_named, self.closed_named)

    @property
    def upheld_rate(self) -> float | None:
        """申诉成立率, over the appeals decided."""
        return share(self.appeals_upheld, self.appeals_decided)
