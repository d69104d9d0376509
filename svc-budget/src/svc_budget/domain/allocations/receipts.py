"""What came to a region, receipt by receipt, and what it passed on of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from svc_budget.domain.clocks.duties import Duty


@dataclass(frozen=True, slots=True)
class Given:
    """What was given on a day, in fen."""

    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came on a day, in fen; None is a day not known yet.

    What nobody acknowledged counts from the day of its document, as far as it was passed on.
    """

    on: date | None
    amount: int
    acknowledged: bool = True


def arrivals(said: Iterable[Given]) -> list[Receipt]:
    """The receipts in what one region said, in order, had arrived of an allocation by a day.

    Each adds what is more than before; one that says less or the same takes the place of those.
    """
    standing: list[Given] = []
    for one in said:
        while standing and standing[-1].amount >= one.amount:
            standing.pop()
        standing.append(one)
    before = [0, *(one.amount for one in standing)]
    return [
        Receipt(one.on, one.amount - less)
        for one, less in zip(standing, before, strict=False)
        if one.amount > less
    ]


@dataclass(slots=True)
class Share:
    """A receipt, how long there is to pass it on, and what became of it, in fen."""

    receipt: Receipt
    duty: Duty
    kept: int = 0  # for the region's own use
    in_time: int = 0
    late: int = 0
    last_on: date | None = None  # when some of it was passed on last

    @property
    def due_on(self) -> date | None:
        """The last day in time; None while nobody knows when it began."""
        return None if self.receipt.on is None else self.duty.due_on(self.receipt.on)

    @property
    def owed(self) -> int:
        """What is to be passed on."""
        return self.receipt.amount - self.kept

    @property
    def left(self) -> int:
        """What of that has not been; of what was not acknowledged nothing is asked."""
        return self._rest if self.receipt.acknowledged else 0

    @property
    def counts(self) -> bool:
        """Whether there is anything to say of it."""
        return self.owed > 0 if self.receipt.acknowledged else self.in_time + self.late > 0

    @property
    def _rest(self) -> int:
        return self.owed - self.in_time - self.late

    def take(self, most: int, on: date) -> int:
        """Take as much as there is room for of what was passed on; answers how much."""
        taken = min(most, self._rest)
        if taken <= 0:
            return 0
        if self.due_on is None or on <= self.due_on:
            self.in_time += taken
        else:
            self.late += taken
        self.last_on = on
        return taken

    def turn(self, on: date) -> tuple[bool, int, date]:
        """Whose turn it is on a day: what is due soonest, what is overdue, what is still to come.

        So what was passed on in time stays in time, whatever of an older receipt is left.
        """
        due = self.due_on or date.max
        stage = 1 if on > due else 2 if (self.receipt.on or date.min) > on else 0
        return not self.receipt.acknowledged, stage, due


def shared_out(shares: Iterable[Share], own: int, given: Iterable[Given]) -> Sequence[Share]:
    """The shares by their days, with what was kept of the oldest first, and what was passed on."""
    found = sorted(shares, key=_age)
    for one in found:
        one.kept = min(own, one.receipt.amount)
        own -= one.kept
    for passed in sorted(given, key=lambda one: one.on):
        rest = passed.amount
        for one in sorted(found, key=lambda each: each.turn(passed.on)):
            rest -= one.take(rest, passed.on)
    return [one for one in found if one.counts]


def _age(one: Share) -> tuple[bool, date]:
    return not one.receipt.acknowledged, one.receipt.on or date.min


def merged(some: Iterable[Receipt]) -> Iterator[Receipt]:
    """One receipt for each day."""
    found: dict[tuple[date | None, bool], int] = {}
    for one in some:
        key = one.on, one.acknowledged
        found[key] = found.get(key, 0) + one.amount
    for (on, acknowledged), amount in found.items():
        yield Receipt(on, amount, acknowledged)
