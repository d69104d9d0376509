"""Begin a policy, change its draft, look at what is wrong with it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.policies import PolicyDrafted, PolicyDraftSaved
from shared.identity import Caller
from shared.office_hours import china_time
from shared.refusals import FieldError
from svc_policy_match.domain.checks.findings import Finding
from svc_policy_match.domain.policies.policies import (
    NATION,
    CodeTaken,
    NoDraft,
    Policy,
    PolicyUnsound,
    Said,
)
from svc_policy_match.domain.policies.reading import findings, read_policy, stated_profiles
from svc_policy_match.storage import directory
from svc_policy_match.storage.policies import drafts, policies
from svc_policy_match.storage.policies.drafts import Draft
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.policies.whose import edited, read_by_staff


async def draft_policy(
    work: UnitOfWork, office: Office, caller: Caller, policy: Policy, said: Said
) -> Draft:
    """A policy is begun. Refused with CodeTaken, PolicyUnsound."""
    await work.lock()
    if await policies.is_taken(work, policy.code):
        raise CodeTaken
    said = await _sound(work, office, policy, said)
    await policies.add(work, policy)
    await drafts.put(work, policy.policy_id, said, 1, caller.staff_no)
    event = PolicyDrafted(
        policy_id=policy.policy_id, code=policy.code, region_code=policy.region_code
    )
    await work.announce(policy.policy_id, event)
    return Draft(policy.policy_id, said, 1, work.now, caller.staff_no)


async def save_draft(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    policy_id: UUID,
    said: Said,
    check_version: Callable[[int], None],
) -> Draft:
    """Change a draft, or begin the next version (version 0).

    Refused with PolicyNotFound, PolicyClosed, PolicyUnsound, or as `check_version` refuses.
    """
    policy = await edited(work, caller, policy_id)
    before = await drafts.of_policy(work, policy_id)
    version = before.version if before else 0
    check_version(version)
    said = await _sound(work, office, policy, said)
    await drafts.put(work, policy_id, said, version + 1, caller.staff_no)
    await work.announce(policy_id, PolicyDraftSaved(policy_id=policy_id, draft_version=version + 1))
    return Draft(policy_id, said, version + 1, work.now, caller.staff_no)


async def _sound(work: UnitOfWork, office: Office, policy: Policy, said: Said) -> Said:
    """What is said, with the organ's own name and place; refused where it cannot be read."""
    organ = None if policy.organ_id is None else await directory.organ(work, policy.organ_id)
    if organ is not None:
        said = replace(said, organ_name=organ.name, region_code=organ.region_code)
    errors = []
    if said.region_code not in {NATION, *office.registry["region"].codes}:
        message = f"没有地区 {said.region_code}，请使用属性目录中“所在地区”的代码。"
        errors.append(FieldError("#/region_code", "unknown_region", message))
    if said.opens_on and said.closes_on and said.closes_on < said.opens_on:
        message = "申报截止日早于开始日，请核对。"
        errors.append(FieldError("#/closes_on", "window_reversed", message))
    if errors:
        raise PolicyUnsound(errors=errors)
    read = read_policy(policy.policy_id, policy.code, policy.version + 1, said, office.registry)
    stated_profiles(read, office.registry, office.rules, china_time(work.now).date())
    return said


async def draft_of(work: UnitOfWork, caller: Caller, policy_id: UUID) -> tuple[Policy, Draft]:
    """A draft of the caller's. Refused with PolicyNotFound, NoDraft."""
    policy = await read_by_staff(work, caller, policy_id)
    draft = await drafts.of_policy(work, policy_id)
    if draft is None:
        raise NoDraft
    return policy, draft


def check_draft(work: UnitOfWork, office: Office, policy: Policy, draft: Draft) -> list[Finding]:
    """What its author should look at before it is published."""
    read = read_policy(
        policy.policy_id, policy.code, policy.version + 1, draft.said, office.registry
    )
    return findings(read, office.registry, office.rules, china_time(work.now).date())
