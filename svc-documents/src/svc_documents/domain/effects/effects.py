"""Whether a document is in force on a day: computed from its force, never only stored.

A document's force is a span of days: from its entry into force up to, and not
including, the day its end takes effect. A missed job can therefore never make
a dead document look alive. Days are days in Asia/Shanghai; a document that is
valid until a day is valid that whole day and lapses at 00:00 of the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class Effect(StrEnum):
    """效力状态, one list everywhere."""

    NOT_YET = "not_yet"
    VALID = "valid"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    REPEALED = "repealed"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """As people read it."""
        return LABELS[self]

    @property
    def usable(self) -> bool:
        """Whether something may rest on it: wholly, or (suspended) with a warning."""
        return self in {Effect.VALID, Effect.AMENDED, Effect.SUSPENDED}


LABELS = {
    Effect.NOT_YET: "尚未生效", Effect.VALID: "有效", Effect.AMENDED: "已修改",
    Effect.SUSPENDED: "部分停止执行", Effect.LAPSED: "失效", Effect.REPEALED: "废止",
    Effect.REPLACED: "被替代",
}  # fmt: skip


class Cause(StrEnum):
    """Why a document's force ends."""

    LAPSED = "lapsed"
    REPEALED = "repealed"
    REPLACED = "replaced"
    CLEANED_UP = "cleaned_up"

    @property
    def effect(self) -> Effect:
        """What the document is afterwards; what a clean-up (清理) did not keep has lapsed."""
        return Effect.LAPSED if self is Cause.CLEANED_UP else Effect(self)


class Suspension(NamedTuple):
    """Days on which articles are not carried out; the last day is excluded, None is open."""

    first: date
    until: date | None
    article: str = ""  # all of it when empty
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Force:
    """The span a document is in force: ``[first, until)``, and what ends it.

    Without ``first`` nothing is known but its end: the document is shown and
    never answered as in force on a day (contracts.md 4).
    """

    first: date | None = None
    until: date | None = None
    cause: Cause | None = None
    reason: str = ""
    ended_by: UUID | None = None
    amended_on: date | None = None
    assumed: bool = False
    suspensions: tuple[Suspension, ...] = ()

    def on(self, day: date) -> "EffectOn":
        """The effect on a day, and since when it has been that."""
        if (
            self.until is not None and day >= self.until
        ):  # also if it began later, or who knows when
            cause = self.cause or Cause.LAPSED
            return EffectOn(cause.effect, self.until, self.reason, self.ended_by)
        if self.first is None:
            return EffectOn(None, None)
        if day < self.first:
            return EffectOn(Effect.NOT_YET, None)
        effect = self._alive(day)
        since = max(one for one in self.boundaries() if one <= day)
        return EffectOn(effect, _since(self, effect, since))

    def _alive(self, day: date) -> Effect:
        if any(one.covers(day) for one in self.suspensions):
            return Effect.SUSPENDED
        amended = self.amended_on is not None and self.amended_on <= day
        return Effect.AMENDED if amended else Effect.VALID

    def boundaries(self) -> Iterator[date]:
        """Every day on which the effect may become another."""
        spans = [day for one in self.suspensions for day in (one.first, one.until)]
        for day in (self.first, self.until, self.amended_on, *spans):
            if day is not None:
                yield day

    def next_change(self, after: date) -> date | None:
        """The first day after one on which the effect is another than the day before."""
        days = sorted({day for day in self.boundaries() if day > after})
        before = self.on(after).effect
        return next((day for day in days if self.on(day).effect != before), None)


def _since(force: Force, effect: Effect, known: date) -> date:
    """The first day of an unbroken run of one effect that holds on a boundary day."""
    for day in sorted((one for one in force.boundaries() if one < known), reverse=True):
        if force.on(day).effect != effect:
            break
        known = day
    return known


class EffectOn(NamedTuple):
    """The effect on a day; None when no date is known."""

    effect: Effect | None
    since: date | None
    reason: str = ""
    ended_by: UUID | None = None
