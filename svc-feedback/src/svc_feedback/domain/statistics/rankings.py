"""Rankings that few reviews cannot lead: by the bounds of a share, never by its mean.

With 99.8 % of the highest level, as a province has it, means do not tell two units
apart; how many of 10,000 were bad, and how surely, does.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from svc_feedback.domain.figures import Figures

Kind = Literal["region", "organ", "window", "staff", "matter", "channel"]
Order = Literal["satisfaction", "bad_rate"]
PERSON: Kind = "staff"


class Ranked(NamedTuple):
    """A subject in its place: the highest key first, then by name."""

    key: float
    subject: str
    figures: Figures


def ranking(counted: Mapping[str, Figures], order: Order, least: int = 1) -> list[Ranked]:
    """Subjects with at least so many reviews, in order.

    ``satisfaction``: surest content first, by the lower bound of 满意率;
    ``bad_rate``: surest bad first, by the lower bound of 差评率.
    """
    found = (
        Ranked(_key(figures, order), subject, figures)
        for subject, figures in counted.items()
        if figures.reviews >= max(least, 1)
    )
    return sorted(found, key=_place)


def behind(ranked: list[Ranked], key: float | None, subject: str) -> list[Ranked]:
    """Those that come after a place; all of them where no key is given."""
    if key is None:
        return ranked
    return [each for each in ranked if _place(each) > (-key, subject)]


def _place(one: Ranked) -> tuple[float, str]:
    return -one.key, one.subject


def _key(figures: Figures, order: Order) -> float:
    satisfied = order == "satisfaction"
    interval = figures.satisfaction_interval if satisfied else figures.bad_interval
    return interval.lower if interval else 0.0
