"""Duties with a period: data, each with the article it comes from.

A duty begins with an anchor (an approval, a reply, a receipt) and ends when something is done.
The law counts calendar days (日), not working days; the day of the anchor is not counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any


class Anchor(StrEnum):
    """What starts a period."""

    APPROVAL = "approval"  # 人大或其常委会批准
    REPLY = "reply"  # 财政部门批复
    RECEIPT = "receipt"  # 收到上级转移支付


class Light(StrEnum):
    """How a duty stands on a day."""

    WAITING = "waiting"  # its anchor is not known yet
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"  # the period is over and it is not done
    DONE = "done"
    LATE = "late"  # done, after its period
    OVER = "over"  # more was passed on than came: not done, and not late


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: what has to be done within how many days of what, and by which article."""

    key: str
    title: str
    anchor: Anchor
    days: int
    article: str
    books: tuple[str, ...] = ()
    warn_days: int = 5

    def due_on(self, began_on: date) -> date:
        """The last day on which it is in time."""
        return began_on + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty as it stands on a day."""

    light: Light
    due_on: date | None = None
    days_late: int = 0


def standing(duty: Duty, began_on: date | None, done_on: date | None, today: date) -> Standing:
    """Where a duty stands: in time, due soon, over, done, or done late by how many days.

    Whatever was done before its anchor is known, or before the anchor itself, counts as in time.
    """
    if began_on is None:
        return Standing(Light.WAITING if done_on is None else Light.DONE)
    due = duty.due_on(began_on)
    if done_on is not None:
        late = max(0, (done_on - due).days)
        return Standing(Light.LATE if late else Light.DONE, due, late)
    if today > due:
        return Standing(Light.RED, due, (today - due).days)
    soon = (due - today).days <= duty.warn_days
    return Standing(Light.YELLOW if soon else Light.GREEN, due)


def read_duties(kept: Iterable[Mapping[str, Any]]) -> tuple[Duty, ...]:
    """The duties of the file; ValueError names the one that is not in order."""
    duties = tuple(_duty(one) for one in kept)
    keys = [one.key for one in duties]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"duties named twice: {', '.join(sorted(twice))}")
    return duties


def _duty(kept: Mapping[str, Any]) -> Duty:
    try:
        known = dict(kept)
        duty = Duty(
            anchor=Anchor(known.pop("anchor")), books=tuple(known.pop("books", ())), **known
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"duty {kept.get('key', '?')}: {fault}") from fault
    if duty.days < 1:
        raise ValueError(f"duty {duty.key}: days must be at least 1")
    return duty
