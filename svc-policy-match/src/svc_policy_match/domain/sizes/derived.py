"""Answers nobody is asked for, reckoned from others: size, small profit, months since founding."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from svc_policy_match.domain.answers.answers import NONE, Answer, Answers, Range
from svc_policy_match.domain.conditions.truth import TRUE, UNKNOWN
from svc_policy_match.domain.sizes.rule import SizeRule
from svc_policy_match.domain.sizes.sizes import size_of
from svc_policy_match.domain.sizes.small_profit import SmallProfitRule

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Derivation:
    """The rules answers are reckoned by."""

    sizes: SizeRule
    small_profit: SmallProfitRule

    def completed(self, answers: Answers, today: date) -> Mapping[str, Answer]:
        """The answers and what follows from them; what is known already is left as it is."""
        found: dict[str, Answer] = {}
        size = size_of(answers, self.sizes)
        if size is not None:
            found["size"] = size
        small = self.small_profit.of(answers)
        if small is not UNKNOWN:
            found["small_profit"] = small is TRUE
        months = _months(answers.get("founded_on"), today)
        if months is not None:
            found["age_months"] = months
        return {**found, **answers}


def _months(founded: Answer | None, today: date) -> Answer | None:
    """Whole months; the later the founding the fewer."""
    if not isinstance(founded, Range):
        return NONE if founded is NONE else None
    lo = None if founded.hi is None else _months_since(founded.hi, today)
    hi = None if founded.lo is None else _months_since(founded.lo, today)
    return Range(lo, hi)


def _months_since(day: int, today: date) -> int:
    return months_between(date.fromordinal(day), today)


def months_between(start: date, day: date) -> int:
    """Whole months from one day to another."""
    months = (day.year - start.year) * MONTHS + day.month - start.month
    return months - (day.day < start.day)
