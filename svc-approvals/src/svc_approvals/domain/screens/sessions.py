"""A pair of screens: the clerk shows fields of a case, the person confirms or objects to each.

What was confirmed is a value, not a name: each verdict keeps the mark (keyed hash) of the
value it was given for, and a value that changed is open again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

from svc_approvals.domain.screens.reasons import (
    FieldNotShown,
    FieldsNotConfirmed,
    NothingShown,
    ScreenAlreadyJoined,
    ScreenSessionOver,
    ValueChangedMeanwhile,
)

CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=5)
IDLE = timedelta(minutes=10)
JOINS_ALLOWED = 10  # per source, in the lifetime of a code
Closer = Literal["clerk", "person", "idle"]


class ScreenState(StrEnum):
    """Where a session stands."""

    WAITING = "waiting"
    JOINED = "joined"
    CLOSED = "closed"


class Verdict(StrEnum):
    """What the person says of a field."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    OBJECTED = "objected"


@dataclass(slots=True)
class ShownField:
    """A field on the outer screen; ``mark`` is the value's that was judged."""

    key: str
    verdict: Verdict = Verdict.PENDING
    mark: str = ""
    remark: str = ""
    judged_at: datetime | None = None

    def verdict_on(self, mark: str) -> Verdict:
        """The verdict on this value: one on another value does not count."""
        return self.verdict if self.mark == mark else Verdict.PENDING


@dataclass(slots=True)
class ScreenSession:
    """One clerk, one outer screen, at most one case at a time; the window if the clerk names it."""

    session_id: UUID
    region_code: str
    staff_no: str
    state: ScreenState
    version: int
    last_active_at: datetime
    case_id: UUID | None = None
    organ_id: UUID | None = None
    window_id: str = ""
    fields: dict[str, ShownField] = field(default_factory=dict)

    def is_over(self, now: datetime) -> bool:
        """Closed, or nobody has done anything for ten minutes."""
        return self.state is ScreenState.CLOSED or now - self.last_active_at >= IDLE

    def join(self, now: datetime) -> None:
        """The outer screen is there."""
        self._act(now)
        self.state = ScreenState.JOINED

    def renew_code(self, now: datetime) -> None:
        """Another code, as long as no screen has joined; refused with ScreenAlreadyJoined."""
        if self.state is ScreenState.JOINED:
            raise ScreenAlreadyJoined
        self._act(now)

    def show(self, case_id: UUID, marks: Mapping[str, str], now: datetime) -> None:
        """Show these fields of a case; what was judged and has not changed stays judged."""
        self._act(now)
        kept = self.fields if self.case_id == case_id else {}
        self.case_id = case_id
        self.fields = {
            key: kept[key]
            if key in kept and kept[key].verdict_on(mark) is not Verdict.PENDING
            else ShownField(key)
            for key, mark in marks.items()
        }

    def judge(
        self, key: str, verdict: Verdict, *, seen: str, mark: str, remark: str, now: datetime
    ) -> None:
        """The person's verdict on the value they saw.

        Refused with ScreenSessionOver, NothingShown, FieldNotShown, or
        ValueChangedMeanwhile when another value stands there by now.
        """
        if self.is_over(now):
            raise ScreenSessionOver(str(self.session_id))
        if self.case_id is None:
            raise NothingShown
        if key not in self.fields:
            raise FieldNotShown(key)
        if seen != mark:
            raise ValueChangedMeanwhile(key)
        self._act(now)
        self.fields[key] = ShownField(key, verdict, mark, remark, now)

    def reopen(self, keys: Iterable[str], now: datetime) -> tuple[str, ...]:
        """Values changed: their verdicts are gone. Answers which of them were on the screen."""
        shown = tuple(sorted(set(keys) & set(self.fields)))
        if shown:
            self._act(now)
            self.fields |= {key: ShownField(key) for key in shown}
        return shown

    def require_confirmed(self, marks: Mapping[str, str]) -> None:
        """Refused with FieldsNotConfirmed, naming what the person has not confirmed as it is."""
        open_fields = [
            key
            for key, one in self.fields.items()
            if one.verdict_on(marks.get(key, "")) is not Verdict.CONFIRMED
        ]
        if open_fields:
            raise FieldsNotConfirmed("、".join(open_fields))

    def close(self) -> None:
        """End it and wipe what it showed."""
        self.state = ScreenState.CLOSED
        self.case_id, self.fields = None, {}
        self.version += 1

    def _act(self, now: datetime) -> None:
        if self.is_over(now):
            raise ScreenSessionOver(str(self.session_id))
        self.version += 1
        self.last_active_at = now
