"""The monthly table of letters (来信办理情况), one row per organ.

A letter counts in the month it was received in. Valid is what was not refused. In time counts only
what is due: answered by its last day, over answered or past it; an empty denominator gives None.
Satisfied are writers who rated their answer 基本满意 or better, of those who rated it at all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """One organ's month; ``organ_id`` None are letters nobody was given yet."""

    received: int
    refused: int
    answered: int
    answered_in_time: int
    overdue_open: int
    rated: int = 0
    satisfied: int = 0

    @property
    def valid(self) -> int:
        """What had to be answered."""
        return self.received - self.refused

    @property
    def answer_rate(self) -> float | None:
        """Answered of valid."""
        return self.answered / self.valid if self.valid else None

    @property
    def in_time_rate(self) -> float | None:
        """Answered in time of what was answered or is overdue; what is not yet due is left out."""
        judged = self.answered + self.overdue_open
        return self.answered_in_time / judged if judged else None

    @property
    def satisfaction_rate(self) -> float | None:
        """Satisfied of those who rated their answer."""
        return self.satisfied / self.rated if self.rated else None
