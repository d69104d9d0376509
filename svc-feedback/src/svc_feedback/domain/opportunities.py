"""Opportunities: what entitles a person to a review, once (一事一评, 一次一评).

An opportunity never changes, but that one for a livelihood project, which people ask for
themselves, lasts anew when they ask again. Whether it is used is the review's existence, and
whether it is over is a matter of the time one asks at.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, NotFound
from svc_feedback.domain.staff_numbers import spelled

CLOSED_CASE = "case_closed"
VISIT = "window_visit"
PROJECT_DONE = "project_done"
FIRST_VISIT = 1
CONSULTED = ("window-consultation", "窗口咨询")  # a visit without a case: somebody asked


class OpportunityNotFound(NotFound):
    """没有找到评价机会。"""

    advice = "评价链接无效、已过期或不属于当前账号，请从办件提醒或“我的评价”重新进入。"


@dataclass(eq=False)
class AlreadyReviewed(Conflict):
    """这次办事已经评价过了。"""

    advice: ClassVar[str] = "一次办事只能评价一次；如有补充，可以提交一次追评。"
    review_id: UUID
    level: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One person's right to review one event; unique per case, stage and visit.

    A visit need not belong to a case, and nobody need have said who they are at
    the window: then the token alone entitles. The first organ is who looks into a
    bad review; ``handled_by`` had the case in hand, and never looks into it.
    """

    opportunity_id: UUID
    case_id: UUID | None
    case_no: str
    stage: str
    visit_no: int
    matter_code: str
    matter_name: str
    organ_ids: tuple[UUID, ...]
    account_id: UUID | None
    closed_at: datetime
    opened_at: datetime
    expires_at: datetime
    visit_id: UUID | None = None
    window_id: str = ""
    staff_no: str = ""
    region_code: str = ""
    handled_by: tuple[str, ...] = ()
    project_id: UUID | None = None

    @property
    def reviewed(self) -> frozenset[str]:
        """The staff numbers of everybody a review of it is about."""
        return frozenset({self.staff_no, *self.handled_by} - {""})

    def belongs_to(self, persons: Collection[str]) -> bool:
        """Whether one of these accounts is its owner; what has none is its bearer's."""
        return self.account_id is None or str(self.account_id) in persons

    def is_over(self, now: datetime) -> bool:
        """Whether its time has passed."""
        return now >= self.expires_at


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """What is known of a case when it ends; whose end was told earlier says no ``lead``."""

    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    organ_ids: tuple[UUID, ...]
    applicant_id: UUID
    closed_at: datetime
    lead: UUID | None = None
    staff_nos: tuple[str, ...] = ()

    @property
    def organs(self) -> tuple[UUID, ...]:
        """Each organ once: who leads the matter (牵头) first, the others as they were told."""
        first = () if self.lead is None else (self.lead,)
        return tuple(dict.fromkeys((*first, *self.organ_ids)))

    def opportunity(
        self, opportunity_id: UUID, now: datetime, lifetime: timedelta, region_code: str = ""
    ) -> Opportunity:
        """The one opportunity of its end."""
        return Opportunity(
            opportunity_id, self.case_id, self.case_no, CLOSED_CASE, FIRST_VISIT, self.matter_code,
            self.matter_name, self.organs, self.applicant_id, self.closed_at, now, now + lifetime,
            region_code=region_code, handled_by=self.staff_nos,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known when a person has been served at a window (一次一评)."""

    visit_id: UUID
    window_id: str
    staff_no: str
    organ_id: UUID
    region_code: str
    matter_code: str
    matter_name: str
    visited_at: datetime
    case_id: UUID | None = None
    case_no: str = ""

    def opportunity(self, opportunity_id: UUID, now: datetime, lifetime: timedelta) -> Opportunity:
        """The one opportunity of it; of several visits in a case storage gives the number.

        The clerk's number is kept in its one spelling, so that all that counts by it counts one.
        """
        return Opportunity(
            opportunity_id, self.case_id, self.case_no, VISIT, FIRST_VISIT, self.matter_code,
            self.matter_name, (self.organ_id,), None, self.visited_at, now,
            self.visited_at + lifetime, self.visit_id, self.window_id,
            spelled(self.staff_no),
            self.region_code,
        )  # fmt: skip
