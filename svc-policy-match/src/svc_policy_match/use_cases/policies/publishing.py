"""Publish a draft, close a policy, cite what it rests on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from shared.basis.following import citation_of
from shared.database import UnitOfWork
from shared.events.policies import (
    PolicyBasisCited,
    PolicyBasisReleased,
    PolicyChanged,
    PolicyEnded,
    PolicyPublished,
)
from shared.identity import Caller
from shared.office_hours import china_time
from shared.refusals import FieldError
from svc_policy_match.domain.policies.policies import (
    NoDraft,
    Policy,
    PolicyNotFound,
    PolicyNotReady,
    Said,
    State,
)
from svc_policy_match.domain.pushes.differences import Tiding
from svc_policy_match.storage.policies import drafts, policies
from svc_policy_match.storage.pushes import runs
from svc_policy_match.storage.pushes.runs import FINDING, LEAVING, MATCH
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.policies.drafting import check_draft
from svc_policy_match.use_cases.policies.whose import edited

CITER = "policies:policy:"


async def publish_policy(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    policy_id: UUID,
    note: str,
    check_version: Callable[[int], None],
) -> Policy:
    """The draft holds from now on as the next version.

    Refused with PolicyNotFound, PolicyClosed, NoDraft, PolicyNotReady (what checks found), or as
    `check_version` refuses.
    """
    policy = await edited(work, caller, policy_id)
    draft = await drafts.of_policy(work, policy_id)
    if draft is None:
        raise NoDraft
    check_version(draft.version)
    blocking = [one for one in check_draft(work, office, policy, draft) if one.blocks]
    if blocking:
        errors = [FieldError("#/condition", one.code, one.message) for one in blocking]
        raise PolicyNotReady(errors=errors)
    said = draft.said
    after = replace(
        policy, state=State.PUBLISHED, version=policy.version + 1,
        region_code=said.region_code, basis_reference=said.basis_reference,
    )  # fmt: skip
    await policies.show(work, after, said, note, caller.staff_no)
    await drafts.drop(work, policy_id)
    await _tell(work, after, said, note)
    if said.closes_on is None or said.closes_on >= china_time(work.now).date():
        await runs.ask(work, policy_id, after.version, MATCH, FINDING)
        if after.version == 1:
            await runs.ask(work, policy_id, 1, Tiding.SUBSCRIBED.value, LEAVING)
    await _cite(work, policy_id, policy.basis_reference, said.basis_reference)
    return after


async def _tell(work: UnitOfWork, policy: Policy, said: Said, note: str) -> None:
    told: dict[str, Any] = {
        name: getattr(said, name)
        for name in (
            "title", "kind", "theme", "opens_on", "closes_on", "matter_code", "fund_id",
            "basis_reference", "region_code",
        )
    }  # fmt: skip
    told |= {
        "policy_id": policy.policy_id, "code": policy.code, "version": policy.version,
        "level": said.level.value, "audience": said.audience.value,
    }  # fmt: skip
    event = PolicyPublished(**told) if policy.version == 1 else PolicyChanged(**told, note=note)
    await work.announce(policy.policy_id, event)


async def _cite(work: UnitOfWork, policy_id: UUID, old: str, new: str) -> None:
    if old == new:
        return
    citer = f"{CITER}{policy_id}"
    if new:
        cited = PolicyBasisCited(citer=citer, reference=new)
        await work.announce(citation_of(citer, new), cited)
    if old:
        released = PolicyBasisReleased(citer=citer, reference=old)
        await work.announce(citation_of(citer, old), released)


async def close_policy(
    work: UnitOfWork, caller: Caller, policy_id: UUID, title: str, reason: str
) -> None:
    """It takes no applications any more. Refused with PolicyNotFound, PolicyClosed."""
    policy = await edited(work, caller, policy_id)
    if policy.state is not State.PUBLISHED:
        raise PolicyNotFound
    await policies.close(work, policy, reason)
    event = PolicyEnded(policy_id=policy_id, version=policy.version, title=title, reason=reason)
    await work.announce(policy_id, event)
    await runs.ask(work, policy_id, policy.version, Tiding.CLOSED.value, LEAVING)
    await _cite(work, policy_id, policy.basis_reference, "")
