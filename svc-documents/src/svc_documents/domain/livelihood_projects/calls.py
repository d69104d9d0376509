"""The call for ideas before a year's list is made, and what becomes of each idea."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, NotFound


class IdeaState(StrEnum):
    """What became of an idea."""

    PENDING = "pending"
    SHOWN = "shown"
    DECLINED = "declined"


@dataclass(eq=False)
class CallNotFound(NotFound):
    """没有找到这次征集。"""

    advice: ClassVar[str] = "请在征集列表（/api/v1/livelihood-projects/calls）中选择。"


@dataclass(eq=False)
class IdeaNotFound(NotFound):
    """没有找到这条建议。"""


@dataclass(eq=False)
class CallNotOpen(Conflict):
    """现在不在征集期内。"""

    advice: ClassVar[str] = "征集时间为 {opens_on} 至 {closes_on}。"
    opens_on: date
    closes_on: date


@dataclass(eq=False)
class IdeaModerated(Conflict):
    """这条建议已经处理过。"""


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of people, and from when to when."""

    call_id: UUID
    year: int
    title: str
    opens_on: date
    closes_on: date
    organ_id: UUID | None
    organ_name: str
    region_code: str

    def require_open(self, today: date) -> None:
        """Both days included; refused with CallNotOpen."""
        if not self.opens_on <= today <= self.closes_on:
            raise CallNotOpen(self.opens_on, self.closes_on)


@dataclass(slots=True)
class Idea:
    """What somebody would like to be done; shown without who it was."""

    idea_id: UUID
    call_id: UUID
    account_id: UUID
    text: str
    state: IdeaState = IdeaState.PENDING
    answer: str = ""

    def moderate(self, answer: str, *, show: bool) -> None:
        """Show it or decline it, with an answer; refused with IdeaModerated."""
        if self.state is not IdeaState.PENDING:
            raise IdeaModerated
        self.state = IdeaState.SHOWN if show else IdeaState.DECLINED
        self.answer = answer
