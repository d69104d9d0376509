"""What becomes of opinions, one by one, and the result that is published."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import ConsultationResultPublished, OpinionDisposed
from shared.identity import Caller
from shared.office_hours import china_time
from shared.pages import PageRequest
from svc_feedback.domain.consultations.consultations import Consultation, Result
from svc_feedback.domain.consultations.kinds import OpinionGroup
from svc_feedback.domain.consultations.opinions import Verdict
from svc_feedback.domain.consultations.reasons import OpinionNotFound
from svc_feedback.storage.consultations import consultations, opinions
from svc_feedback.storage.consultations.opinions import WantedOpinions
from svc_feedback.use_cases.consultations.saving import facts, run_by


async def list_opinions(
    work: UnitOfWork, caller: Caller, page: PageRequest, wanted: WantedOpinions
) -> tuple[list[Row], int | None]:
    """Every opinion for who runs the consultation; personal data in the words is masked."""
    await run_by(work, caller, wanted.consultation_id)
    (after,) = page.after_of(UUID)
    rows = await opinions.listed(work, wanted, after, page.fetch)
    return rows, await opinions.count(work, wanted) if page.count else None


async def dispose_opinions(
    work: UnitOfWork, caller: Caller, consultation_id: UUID, ids: Sequence[UUID], verdict: Verdict
) -> int:
    """Say what becomes of these; answers how many are left.

    All or none: refused with OpinionNotFound when one is not the consultation's, with
    ConsultationStepNotAllowed or DispositionUnexplained.
    """
    verdict.check()
    one = await run_by(work, caller, consultation_id, locked=True)
    one.dispose()
    today = china_time(work.now).date()
    found = await opinions.dispose(work, consultation_id, ids, verdict, today)
    if found != set(ids):
        raise OpinionNotFound
    for opinion_id in ids:
        disposed = OpinionDisposed(
            opinion_id=opinion_id, consultation_id=consultation_id,
            disposition=verdict.disposition,
        )  # fmt: skip
        await work.announce(opinion_id, disposed)
    return await opinions.undisposed(work, consultation_id)


async def publish_result(
    work: UnitOfWork, caller: Caller, consultation_id: UUID, summary: str, policy_id: UUID | None
) -> Consultation:
    """Publish what came of it, perhaps naming the policy it became.

    Refused with ConsultationStepNotAllowed or OpinionsUndisposed.
    """
    one = await run_by(work, caller, consultation_id, locked=True)
    result = await _counted(work, consultation_id, summary)
    one.publish(result, await opinions.undisposed(work, consultation_id))
    one.policy_id = policy_id or one.policy_id
    await consultations.keep(work, one)
    told = ConsultationResultPublished(
        **facts(one), published_on=result.published_on, opinions=result.opinions,
        by_disposition=dict(result.by_disposition),
    )  # fmt: skip
    await work.announce(consultation_id, told)
    return one


async def _counted(work: UnitOfWork, consultation_id: UUID, summary: str) -> Result:
    dispositions: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    for row in await opinions.counted(work, consultation_id):
        number = int(row["opinions"])
        dispositions[str(row["disposition"])] += number
        groups[str(OpinionGroup.PUBLIC if row["claimed"] else row["group"])] += number
        if row["claimed"]:
            claimed[str(row["group"])] += number
    today = china_time(work.now).date()
    return Result(
        summary, today, dispositions.total(), dict(dispositions), dict(groups), dict(claimed)
    )
