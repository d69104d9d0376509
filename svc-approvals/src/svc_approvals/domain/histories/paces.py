"""How long people take: log-normal shares of the limit, a few of them over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from uuid import UUID

from svc_approvals.domain.histories.dice import Dice

USUAL_SHARE = 0.42  # the median node takes this much of its promised limit
SPREAD = 0.5  # so 4 of 100 take more than all of it
ORGANS_DIFFER = 0.22


@dataclass(frozen=True, slots=True)
class Paces:
    """Some organs are quicker than others, always the same ones."""

    factors: Mapping[UUID, float]

    @classmethod
    def of(cls, rng: Dice, organs: Iterable[UUID]) -> "Paces":
        """A pace for every organ."""
        return cls({organ: exp(rng.gauss(0, ORGANS_DIFFER)) for organ in sorted(organs)})

    def minutes(self, rng: Dice, organ: UUID, limit: int) -> int:
        """Working minutes somebody of this organ takes for a node with this limit."""
        share = USUAL_SHARE * exp(rng.gauss(0, SPREAD)) * self.factors.get(organ, 1.0)
        return max(2, round(max(limit, 30) * share))


def around(rng: Dice, median: float, spread: float = 0.7) -> int:
    """A log-normal number of minutes around a median."""
    return max(1, round(median * exp(rng.gauss(0, spread))))
