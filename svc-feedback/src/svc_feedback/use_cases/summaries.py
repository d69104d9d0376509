"""Show the public figures, and tell the others when a matter's are new."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import SummaryChanged
from svc_feedback.domain.figures import FORMULA_VERSION, Figures
from svc_feedback.domain.reviews import summary_id
from svc_feedback.storage import figures

AT_ONCE = 100


async def summarise_matter(work: UnitOfWork, matter_code: str) -> Figures:
    """The figures of a matter."""
    return await figures.of(work, "matter", matter_code)


async def summarise_organ(work: UnitOfWork, organ_id: UUID) -> Figures:
    """The figures of an organ: of every case it had a part in."""
    return await figures.of(work, "organ", str(organ_id))


async def tell_summaries(work: UnitOfWork) -> int:
    """Tell the figures that changed since they were told; how many matters there were.

    The figures change with each review, their telling follows a moment later:
    so no review waits in the one chain of a busy matter.
    """
    changed = await figures.untold(work, AT_ONCE)
    for summary in changed:
        if await figures.mark_told(work, summary):
            told = _summary_changed(summary.matter_code, summary.figures)
            await work.announce(summary_id(summary.matter_code), told)
    return len(changed)


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
