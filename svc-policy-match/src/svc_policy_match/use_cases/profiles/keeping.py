"""Keep a data account: facts said or told by a registry, consents, export, erasure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.check_digits import is_credit_code
from shared.database import UnitOfWork
from shared.events.policies import ProfileConsentChanged, ProfileErased, ProfileFactsChanged
from shared.identity import Caller
from shared.office_hours import china_time
from shared.refusals import FieldError, Invalid, NotFound
from svc_policy_match.adapters.registries import EnterpriseRegistry
from svc_policy_match.domain.policies.policies import Audience
from svc_policy_match.domain.profiles.consents import Consent, Use, require
from svc_policy_match.domain.profiles.facts import Fact, Source, Stating, stated
from svc_policy_match.storage.profiles import profiles, rows
from svc_policy_match.storage.profiles.profiles import Profile
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.profiles.refreshing import refresh

MOST_FACTS = 100


@dataclass(eq=False)
class CreditCodeUnsound(Invalid):
    """统一社会信用代码有误。"""


@dataclass(eq=False)
class NotRegistered(NotFound):
    """登记库中没有这个统一社会信用代码。"""

    advice = "请核对代码；新设立的企业可能次日才能查到，也可以先自行填写。"


def account_of(caller: Caller) -> UUID:
    """The account behind a caller."""
    return UUID(caller.subject)


async def own_profile(work: UnitOfWork, caller: Caller) -> Profile:
    """The caller's data account, made when it is first looked at."""
    account_id = account_of(caller)
    found = await profiles.locked(work, account_id)
    if found is None:
        audience = Audience.ENTERPRISE if caller.kind == "enterprise" else Audience.PERSON
        await profiles.add(work, account_id, audience.value)
        found = await profiles.locked(work, account_id)
    assert found is not None  # noqa: S101 - just made
    return found


async def state_facts(
    work: UnitOfWork, office: Office, caller: Caller, said: Sequence[Stating]
) -> Profile:
    """Facts the account's owner says. Refused with ProfileFactsUnsound, all or none."""
    profile = await own_profile(work, caller)
    today = china_time(work.now).date()
    facts = stated(said, office.registry, Source.SELF, work.now, today)
    return await _keep(work, office, profile, facts)


async def _keep(
    work: UnitOfWork,
    office: Office,
    profile: Profile,
    facts: Sequence[Fact],
    credit_code: str | None = None,
) -> Profile:
    await profiles.put_facts(work, profile.account_id, facts)
    version = await refresh(work, office, profile, credit_code)
    event = ProfileFactsChanged(
        account_id=profile.account_id, attributes=tuple(sorted({one.attribute for one in facts}))
    )
    await work.announce(profile.account_id, event)
    kept = await profiles.with_id(work, profile.account_id)
    assert kept is not None  # noqa: S101 - it is locked by us
    _ = version
    return kept


async def withdraw_fact(
    work: UnitOfWork, office: Office, caller: Caller, attribute: str, year: int | None
) -> None:
    """Something said is not said any more; what registries told stays."""
    profile = await own_profile(work, caller)
    await profiles.drop_fact(work, profile.account_id, attribute, year, Source.SELF)
    await refresh(work, office, profile)
    event = ProfileFactsChanged(account_id=profile.account_id, attributes=(attribute,))
    await work.announce(profile.account_id, event)


async def consent(
    work: UnitOfWork, office: Office, caller: Caller, use: Use, *, given: bool
) -> Consent:
    """Agree to a use of what is known, or take it back."""
    profile = await own_profile(work, caller)
    one = Consent(use, given, work.now)
    await profiles.put_consent(work, profile.account_id, one)
    await refresh(work, office, profile)
    event = ProfileConsentChanged(account_id=profile.account_id, purpose=use.value, given=given)
    await work.announce(profile.account_id, event)
    return one


async def ask_registry(
    work: UnitOfWork, office: Office, caller: Caller, registry: EnterpriseRegistry, code: str
) -> Profile:
    """What the registry knows of an enterprise, believed before what is said.

    Refused with CreditCodeUnsound, UseNotConsented, NotRegistered, RegistryAway.
    """
    if not is_credit_code(code):
        message = "统一社会信用代码应为18位，且末位校验正确，请核对。"
        raise CreditCodeUnsound(errors=[FieldError("#/credit_code", "check_digit", message)])
    profile = await own_profile(work, caller)
    require(await profiles.consents(work, profile.account_id), Use.REGISTRY)
    found = await registry.facts_of(code)
    if found is None:
        raise NotRegistered
    said = [_stating(key, one) for key, one in found.items()]
    today = china_time(work.now).date()
    facts = stated(said, office.registry, Source.REGISTRY, work.now, today)
    await profiles.note_access(
        work, profile.account_id, "登记数据接口", "按统一社会信用代码取得登记数据"
    )
    return await _keep(work, office, profile, facts, code)


def _stating(key: str, said: Any) -> Stating:
    attribute, _, year = key.partition("@")
    return Stating(attribute, said, int(year) if year else None)


async def erase(work: UnitOfWork, caller: Caller) -> None:
    """Nothing of the account is kept any more."""
    profile = await own_profile(work, caller)
    await rows.drop(work, profile.account_id)
    await profiles.erase(work, profile.account_id)
    await work.announce(profile.account_id, ProfileErased(account_id=profile.account_id))
