"""Show the public figures, and tell the others when a matter's are new."""

from typing import NamedTuple

from shared.database import UnitOfWork
from shared.events.feedback import SummaryChanged
from shared.refusals import NotFound
from svc_feedback.domain.figures import FORMULA_VERSION, Figures
from svc_feedback.domain.periods import Period
from svc_feedback.domain.reviews import summary_id
from svc_feedback.domain.staff_numbers import spelled
from svc_feedback.domain.statistics.rankings import PERSON
from svc_feedback.storage import figures
from svc_feedback.use_cases.office import Office

AT_ONCE = 100
ENTRIES_AT_ONCE = 5000


class PersonFiguresHidden(NotFound):
    """没有可以公布的人员评价数据。"""

    advice = "评价数不足时不公布个人数据，请按窗口或部门查询。"


class Subject(NamedTuple):
    """What figures are about; a region means all within it."""

    kind: str
    code: str


async def summarise_reviews(
    work: UnitOfWork, office: Office, subject: Subject, period: Period
) -> Figures:
    """The figures of one subject; refused with PersonFiguresHidden."""
    if subject.kind == "region":
        counted, _ = await figures.of_region(work, subject.code, period)
        return counted
    person = subject.kind == PERSON
    code = spelled(subject.code) if person else subject.code
    counted = await figures.of(work, subject.kind, code, period)
    if person and counted.reviews < office.least_of_person:
        raise PersonFiguresHidden
    return counted


async def tell_summaries(work: UnitOfWork) -> int:
    """Tell the figures that changed since they were told; how many matters there were.

    The figures change with each review, their telling follows a moment later:
    so no review waits in the one chain of a busy matter.
    """
    changed = await figures.untold(work, AT_ONCE)
    for matter_code in changed:
        told = _summary_changed(matter_code, await figures.of(work, "matter", matter_code))
        await work.announce(summary_id(matter_code), told)
    return len(changed)


async def count_reviews(work: UnitOfWork) -> bool:
    """Add the newest entries to the counts; whether more may be waiting."""
    return await figures.fold(work, ENTRIES_AT_ONCE) == ENTRIES_AT_ONCE


def _summary_changed(matter_code: str, counted: Figures) -> SummaryChanged:
    return SummaryChanged(
        matter_code=matter_code,
        opportunities=counted.opportunities,
        reviews=counted.reviews,
        levels={int(level): count for level, count in counted.levels.items()},
        satisfaction_strict=counted.satisfaction_strict,
        satisfaction_wide=counted.satisfaction_wide,
        mean_score=counted.mean_score,
        active_rate=counted.active_rate,
        bad_rate=counted.bad_rate,
        formula_version=FORMULA_VERSION,
    )
