"""Livelihood projects (民生实事) that are done: whoever logs in may review each of them once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from shared.office_hours import moment_of
from shared.refusals import NotFound
from svc_feedback.domain.opportunities import FIRST_VISIT, PROJECT_DONE, Opportunity


class DoneProjectNotFound(NotFound):
    """没有可以评价的这个民生实事项目。"""

    advice = "请在民生实事列表（/api/v1/livelihood-projects）中选择已办结的项目。"


@dataclass(frozen=True, slots=True)
class DoneProject:
    """A project that is done, and the organ that answers for it."""

    project_id: UUID
    title: str
    organ_id: UUID
    region_code: str
    done_on: date

    def opportunity(
        self, opportunity_id: UUID, account_id: UUID, now: datetime, lifetime: timedelta
    ) -> Opportunity:
        """The one opportunity of an account; its reviews are read under the project's id."""
        return Opportunity(
            opportunity_id, None, "", PROJECT_DONE, FIRST_VISIT, str(self.project_id), self.title,
            (self.organ_id,), account_id, moment_of(self.done_on, 0), now, now + lifetime,
            region_code=self.region_code, project_id=self.project_id,
        )  # fmt: skip


def figures_kind(matter_code: str) -> str:
    """Where the figures of what is reviewed are: projects, known by their ids, have their own.

    Nobody is served at a project and everybody who asks is about to review: among the figures of
    organs, regions and channels it would make every rate of participation look better than it is.
    """
    try:
        UUID(matter_code)
    except ValueError:
        return "matter"
    return "project"
