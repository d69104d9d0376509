"""Rank the subjects of a kind."""

from dataclasses import dataclass
from typing import NamedTuple

from shared.database import UnitOfWork
from shared.pages import PageRequest
from svc_feedback.domain.periods import Period
from svc_feedback.domain.statistics.rankings import PERSON, Kind, Order, Ranked, behind, ranking
from svc_feedback.storage import figures, subjects


@dataclass(frozen=True, slots=True)
class Asked:
    """What to rank: whom, in which order, when and where, from how many reviews on."""

    kind: Kind
    order: Order
    period: Period
    region: str
    least: int


class Listed(NamedTuple):
    """A page of a ranking, the names that are known, and the number of all ranked."""

    ranked: list[Ranked]
    names: dict[str, str]
    total: int | None


async def rank_subjects(
    work: UnitOfWork, asked: Asked, least_of_person: int, page: PageRequest
) -> Listed:
    """One page of a ranking; persons only from so many reviews on."""
    key, subject = page.after_of(float, str)
    counted = await figures.by_subject(work, asked.kind, asked.period, asked.region)
    least = max(asked.least, least_of_person) if asked.kind == PERSON else asked.least
    ranked = ranking(counted, asked.order, least)
    shown = behind(ranked, key, subject)[: page.fetch]
    names = await subjects.names(work, asked.kind, [each.subject for each in shown])
    return Listed(shown, names, len(ranked) if page.count else None)
