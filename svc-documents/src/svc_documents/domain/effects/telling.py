"""What of a document's effect still has to be told, whatever the clocks did meanwhile.

What was told is the effect of a day. From it follows what is untold: the effect is another on
that same day (the force became known otherwise), and every later change up to today, each with
its true date. A fast clock may have told tomorrow already: then nothing is told back, because on
that day it will be so; and nothing is told again, because that day is told.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from svc_documents.domain.effects.effects import Effect, Force


class Told(NamedTuple):
    """The effect that was told last, and the day it is the effect of."""

    effect: Effect | None
    through: date


class Change(NamedTuple):
    """The effect becomes another from a day on."""

    before: Effect | None
    effect: Effect
    since: date
    reason: str = ""
    ended_by: UUID | None = None


def untold(force: Force, told: Told, today: date) -> Iterator[Change]:
    """Every change that was not told yet, in order, up to today."""
    effect = told.effect
    days = {day for day in force.boundaries() if told.through < day <= today}
    for day in (told.through, *sorted(days)):
        on = force.on(day)
        if on.effect is None or on.effect is effect:
            continue
        yield Change(effect, on.effect, on.since or day, on.reason, on.ended_by)
        effect = on.effect


def told_by(force: Force, told: Told, today: date) -> Told:
    """What is told once everything untold has been."""
    through = max(told.through, today)
    return Told(force.on(through).effect, through)
