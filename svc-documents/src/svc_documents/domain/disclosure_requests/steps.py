"""What may happen between a request and its answer, each with its own day to wait for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

ConsultationKind = Literal["third_party", "organ"]
Opinion = Literal["agrees", "objects", "silent"]


class State(StrEnum):
    """Where a request stands."""

    IN_PROGRESS = "in_progress"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_FEE = "awaiting_fee"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """As people call it."""
        return LABELS[self]

    @property
    def is_closed(self) -> bool:
        """Nothing more is done with it."""
        return self in {State.ANSWERED, State.WITHDRAWN}


LABELS = {
    State.IN_PROGRESS: "办理中",
    State.AWAITING_SUPPLEMENT: "待补正",
    State.AWAITING_FEE: "待缴费",
    State.ANSWERED: "已答复",
    State.WITHDRAWN: "已撤回",
}


@dataclass(frozen=True, slots=True)
class Supplement:
    """What is unclear (补正), asked once and all at once."""

    asked_on: date
    reason: str
    due_on: date
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """A third party's or another organ's opinion; the time it takes is not counted (art. 33)."""

    number: int
    kind: ConsultationKind
    asked_on: date
    due_on: date
    ended_on: date | None = None
    opinion: Opinion | None = None

    def rests(self, day: date) -> bool:
        """Whether the answer's period stands still on a day; no longer than the 15 days."""
        end = min(self.ended_on or self.due_on, self.due_on)
        return self.asked_on < day <= end

    def is_running(self, day: date) -> bool:
        """Still waited for."""
        return self.ended_on is None and day <= self.due_on


@dataclass(frozen=True, slots=True)
class Extension:
    """Longer by so many working days, with the consent of the head of the information office."""

    days: int
    reason: str
    consented_by: str
    on: date


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee for handling information (信息处理费), asked for when requests are beyond measure."""

    basis: Literal["items", "pages"]
    quantity: int
    amount: Decimal
    asked_on: date
    due_on: date
    paid_on: date | None = None
