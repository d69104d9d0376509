"""The public figures of one matter, organ, window, member of staff, region or project."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from shared.refusals import FieldError, Invalid
from svc_feedback.api.figure_views import SummaryView, summary_view
from svc_feedback.api.reading import CODE, FirstDay, LastDay, RegionCode
from svc_feedback.api.tools import Tools
from svc_feedback.domain.periods import Period, PeriodReversed
from svc_feedback.use_cases import summaries
from svc_feedback.use_cases.summaries import PersonFiguresHidden, Subject

router = edge_router("reviews", prefix="/api/v1/reviews")
NAME = r"^[^\x00-\x1f]{1,64}$"


class SummaryAboutOneThing(Invalid):
    """汇总只能按一个事项、部门、窗口、人员、地区或民生实事项目查询。"""

    advice = "请在 matter、organ、window、staff、region、project 中给出且只给出一个。"


async def subject_of(
    matter: Annotated[str | None, Query(pattern=CODE, examples=["HC-YJS-0001"])] = None,
    organ: Annotated[UUID | None, Query(description="部门编号")] = None,
    window: Annotated[str | None, Query(pattern=NAME, description="窗口编号")] = None,
    staff: Annotated[str | None, Query(pattern=NAME, description="工作人员工号")] = None,
    region: RegionCode | None = None,
    project: Annotated[UUID | None, Query(description="已办结的民生实事项目")] = None,
) -> Subject:
    """The one thing asked about; refused with SummaryAboutOneThing."""
    asked = {
        "matter": matter, "organ": organ, "window": window, "staff": staff, "region": region,
        "project": project,
    }  # fmt: skip
    given = [(kind, str(subject)) for kind, subject in asked.items() if subject is not None]
    if len(given) != 1:
        raise SummaryAboutOneThing(
            errors=[FieldError("query:matter", "one_of", "几个条件中只能给出一个。")]
        )
    return Subject(*given[0])


@router.get(
    "/summary",
    dependencies=[Fields, publicly(30)],
    responses=documented(SummaryAboutOneThing, PeriodReversed, PersonFiguresHidden),
)
async def summarise_reviews(
    work: Work,
    tools: Tools,
    _: AnyCaller,
    subject: Annotated[Subject, Depends(subject_of)],
    first: FirstDay = None,
    last: LastDay = None,
) -> SummaryView:
    """The figures of one matter, organ (all its cases), window, person, region or project."""
    period = Period.between(first, last)
    return summary_view(await summaries.summarise_reviews(work, tools, subject, period))
