"""A livelihood project: milestones with their days, reports with photos, an end people judge.

A milestone not reached by its planned day makes the project late; nobody has to mark it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, Invalid, NotFound


class ProjectState(StrEnum):
    """Where a project stands."""

    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(eq=False)
class LivelihoodProjectNotFound(NotFound):
    """没有找到这个民生实事项目。"""

    advice: ClassVar[str] = "请在民生实事列表（/api/v1/livelihood-projects）中选择。"


@dataclass(eq=False)
class MilestoneNotFound(NotFound):
    """项目中没有这个节点。"""


@dataclass(eq=False)
class ProgressReportNotFound(NotFound):
    """项目中没有这条进展。"""


@dataclass(eq=False)
class MilestoneReached(Conflict):
    """这个节点已经完成。"""

    advice: ClassVar[str] = "节点已于 {done_on} 完成；情况有变请在进展中说明。"
    done_on: date


@dataclass(eq=False)
class MilestonesOpen(Conflict):
    """还有节点没有完成。"""

    advice: ClassVar[str] = "请先完成这些节点：{missing}。"
    missing: str


@dataclass(eq=False)
class ProjectDone(Conflict):
    """项目已经办结。"""

    advice: ClassVar[str] = "已办结的项目不再更新进展，群众可以评价。"


@dataclass(eq=False)
class ProjectUnsound(Invalid):
    """项目的内容不正确。"""


@dataclass(slots=True, kw_only=True)
class Milestone:
    """Something the project promises to have reached by a day."""

    milestone_id: UUID
    title: str
    planned_on: date
    done_on: date | None = None
    position: int = 0

    def is_late(self, today: date) -> bool:
        """Not reached by its day, or reached after it."""
        return (self.done_on or today) > self.planned_on


@dataclass(slots=True, kw_only=True)
class Project:
    """One project of a year's list."""

    project_id: UUID
    year: int
    title: str
    goal: str
    organ_id: UUID | None
    organ_name: str
    region_code: str
    listed_at: datetime
    state: ProjectState = ProjectState.UNDER_WAY
    progress: int = 0
    done_on: date | None = None
    milestones: list[Milestone] = field(default_factory=list)

    def is_late(self, today: date) -> bool:
        """Whether a milestone that is still to be reached has passed its day."""
        return any(one.done_on is None and one.is_late(today) for one in self.milestones)

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is to be done any more."""
        return self.state is ProjectState.DONE

    def reach(self, milestone_id: UUID, today: date) -> Milestone:
        """Note that a milestone is reached today.

        Refused with MilestoneNotFound, MilestoneReached or ProjectDone.
        """
        self.require_under_way()
        found = next((one for one in self.milestones if one.milestone_id == milestone_id), None)
        if found is None:
            raise MilestoneNotFound
        if found.done_on is not None:
            raise MilestoneReached(found.done_on)
        found.done_on = today
        return found

    def report(self, progress: int) -> None:
        """Progress in per cent, which is told with a report; refused with ProjectDone."""
        self.require_under_way()
        self.progress = progress

    def finish(self, today: date) -> None:
        """It is done once every milestone is reached; refused with MilestonesOpen, ProjectDone."""
        self.require_under_way()
        missing = [one.title for one in self.milestones if one.done_on is None]
        if missing:
            raise MilestonesOpen("、".join(missing))
        self.state, self.done_on, self.progress = ProjectState.DONE, today, 100

    def require_under_way(self) -> None:
        """Refused with ProjectDone."""
        if self.is_done:
            raise ProjectDone
