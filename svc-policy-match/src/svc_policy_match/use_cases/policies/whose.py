"""Who writes a policy: editors of its organ; one without an organ those of its region."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_policy_match.domain.policies.policies import Policy, PolicyClosed, PolicyNotFound, State
from svc_policy_match.storage.policies import policies


async def known(work: UnitOfWork, policy_id: UUID) -> Policy:
    """A policy that is public. Refused with PolicyNotFound."""
    policy = await policies.with_id(work, policy_id)
    if policy is None or policy.state is State.DRAFT:
        raise PolicyNotFound
    return policy


async def edited(work: UnitOfWork, caller: Caller, policy_id: UUID) -> Policy:
    """A policy the caller writes, locked. Refused with PolicyNotFound or PolicyClosed."""
    policy = await policies.locked(work, policy_id)
    if policy is None or not writes(caller, policy):
        raise PolicyNotFound
    if policy.state is State.CLOSED:
        raise PolicyClosed
    return policy


async def read_by_staff(work: UnitOfWork, caller: Caller, policy_id: UUID) -> Policy:
    """A policy the caller writes, only to read. Refused with PolicyNotFound."""
    policy = await policies.with_id(work, policy_id)
    if policy is None or not writes(caller, policy):
        raise PolicyNotFound
    return policy


def writes(caller: Caller, policy: Policy) -> bool:
    """Whether a policy is the caller's to write."""
    if policy.organ_id is None:
        return policy.region_code == caller.region_code
    return policy.organ_id == caller.organ_id
