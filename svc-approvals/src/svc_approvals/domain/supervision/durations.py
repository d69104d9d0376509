"""Durations as a histogram that can be added up: the mean exact, quantiles within 5 %.

Buckets grow by 5 % each, so one node of a matter needs some seventy of them
for a year, and months or organs add up without going back to the cases. The
mean comes from the sum of minutes and is exact. A quantile lies in the right
bucket for sure and is interpolated inside it; against sorted lists it is off
by 1 or 2 % wherever there are a few hundred cases.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil, floor, log

WIDER = 1.05


@dataclass(slots=True)
class Durations:
    """How many lasted how long, in working minutes."""

    minutes: int = 0
    buckets: Counter[int] = field(default_factory=Counter)

    def add(self, minutes: int) -> None:
        """One more."""
        self.minutes += minutes
        self.buckets[bucket_of(minutes)] += 1

    def merge(self, minutes: int, buckets: Iterable[tuple[int, int]]) -> None:
        """Many more."""
        self.minutes += minutes
        for bucket, number in buckets:
            self.buckets[bucket] += number

    @property
    def count(self) -> int:
        """How many."""
        return self.buckets.total()

    @property
    def mean(self) -> float | None:
        """Minutes on average."""
        return self.minutes / self.count if self.buckets else None

    def quantile(self, share: float) -> float | None:
        """Minutes that this share of all did not exceed."""
        rank, passed = ceil(share * self.count), 0
        for bucket, number in sorted(self.buckets.items()):
            if passed + number >= rank:
                low, high = _bounds(bucket)
                return low + (high - low) * (rank - passed - 0.5) / number
            passed += number
        return None


def bucket_of(minutes: int) -> int:
    """0 for what took no time; then from 1 minute on, each 5 % wider than the one before."""
    return 1 + floor(log(minutes) / log(WIDER)) if minutes > 0 else 0


def _bounds(bucket: int) -> tuple[float, float]:
    if bucket == 0:
        return 0.0, 0.0
    return WIDER ** (bucket - 1), WIDER**bucket
