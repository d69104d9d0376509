"""What a measurement gives: paired runs, medians, the ratio, and whether it clears its bar."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

Run = Callable[[], Awaitable[float]]


@dataclass(frozen=True)
class Figure:
    """One row of the table. ``passed`` is None when there is no bar.

    Not ``conclusive``: what was measured was not what held the rate down.
    """

    key: str
    what: str
    unit: str
    ours: Sequence[float]
    bar: str
    passed: bool | None
    against: str = ""
    theirs: Sequence[float] = field(default_factory=list)
    notes: str = ""
    conclusive: bool = True

    @property
    def value(self) -> float:
        """The median of our runs."""
        return median(self.ours)

    @property
    def other(self) -> float | None:
        """The median of the other side's runs."""
        return median(self.theirs) if self.theirs else None

    @property
    def ratio(self) -> float | None:
        """The median of the ratios of the pairs."""
        return ratio(self.ours, self.theirs) if self.theirs else None

    def as_document(self) -> dict[str, Any]:
        """For the JSON file."""
        return asdict(self) | {"median": self.value, "other": self.other, "ratio": self.ratio}


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Pairs ran next to one another, so noise that hit both falls out."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


async def paired(pairs: int, ours: Run, theirs: Run) -> tuple[list[float], list[float]]:
    """Run both sides in turn, changing who goes first, after one run of each to warm up."""
    await ours()
    await theirs()
    mine: list[float] = []
    others: list[float] = []
    for number in range(pairs):
        for side, run in ((mine, ours), (others, theirs))[:: 1 if number % 2 else -1]:
            side.append(await run())
    return mine, others


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
