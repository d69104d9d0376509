"""The documents policies rest on (依据守护): one whose document dies takes no applications."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from shared.basis import following
from shared.basis.effects import DocumentEffect
from shared.database import UnitOfWork
from shared.events.policies import PolicyBasisLost, PolicyBasisRegained
from svc_policy_match.domain.policies.policies import Policy
from svc_policy_match.domain.pushes.differences import Tiding
from svc_policy_match.storage.policies import policies
from svc_policy_match.storage.pushes import runs
from svc_policy_match.storage.pushes.runs import FINDING, LEAVING, REGAINED
from svc_policy_match.use_cases.policies.publishing import CITER

LOST = Tiding.BASIS_LOST.value


async def keep_resolved(work: UnitOfWork, citer: str, resolved: DocumentEffect) -> None:
    """Keep what a reference of ours means; other citers' are not our business."""
    if citer.startswith(CITER):
        await _tell(work, await following.resolved(work, resolved))


async def keep_effect(
    work: UnitOfWork, document_id: UUID, effect: str, since: date | None, replaced_by: str = ""
) -> None:
    """A document some policy rests on has another effect: it is shown from now on."""
    await _tell(work, await following.changed(work, document_id, effect, since, replaced_by))


async def _tell(work: UnitOfWork, news: Mapping[str, DocumentEffect]) -> None:
    for policy, title in await policies.resting_on(work, list(news)):
        effect = news[policy.basis_reference]
        await work.announce(policy.policy_id, _event(policy, title, effect))
        cause, state = (LOST, LEAVING) if effect.is_dead else (REGAINED, FINDING)
        await runs.ask(work, policy.policy_id, policy.version, cause, state)


def _event(
    policy: Policy, title: str, effect: DocumentEffect
) -> PolicyBasisLost | PolicyBasisRegained:
    if not effect.is_dead:
        return PolicyBasisRegained(
            policy_id=policy.policy_id, version=policy.version, title=title,
            reference=effect.reference, document_id=effect.document_id, effect=effect.effect,
        )  # fmt: skip
    return PolicyBasisLost(
        policy_id=policy.policy_id, version=policy.version, title=title,
        reference=effect.reference, document_id=effect.document_id, effect=effect.effect,
        since=effect.since, replaced_by=effect.replaced_by,
    )  # fmt: skip
