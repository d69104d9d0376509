"""Opinions on policies: a policy that is published can be spoken about for as long as it runs."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.domain.consultations.drafts import Passage, Said
from svc_feedback.domain.consultations.kinds import ConsultationKind, ConsultationState
from svc_feedback.storage.consultations import consultations
from svc_feedback.use_cases.consultations.turning import tell_opened

LONGEST = timedelta(days=365)
EXPLANATION = "政策执行中有什么问题、门槛和程序是否合理、还需要什么支持，欢迎提出意见。"


@dataclass(frozen=True, slots=True)
class HeardPolicy:
    """What is heard of a policy when it is published."""

    policy_id: UUID
    title: str
    region_code: str
    closes_on: date | None


async def open_for_policy(work: UnitOfWork, policy: HeardPolicy) -> None:
    """Open the policy for opinions, once; the supervisors of its region deal with them."""
    today = china_time(work.now).date()
    closes_on = min(policy.closes_on or today + LONGEST, today + LONGEST)
    if closes_on <= today:
        return
    said = Said(
        policy.title, ConsultationKind.POLICY_IN_FORCE, EXPLANATION,
        (Passage(1, "政策全文", policy.title),), (), today, closes_on,
    )  # fmt: skip
    one = Consultation(
        uuid5(policy.policy_id, "opinions"), None, policy.region_code, said,
        ConsultationState.OPEN, policy_id=policy.policy_id,
    )  # fmt: skip
    if await consultations.add(work, one):
        await tell_opened(work, one)
