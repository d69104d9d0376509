"""What a data account knows, as answers to match with."""

from collections.abc import Mapping
from typing import Any

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.office_hours import china_time
from shared.refusals import Unauthenticated
from svc_policy_match.domain.profiles.consents import Use, require
from svc_policy_match.domain.profiles.facts import Fact, key_of
from svc_policy_match.storage.profiles import profiles
from svc_policy_match.use_cases.profiles.keeping import account_of


async def known_of(work: UnitOfWork, caller: Caller) -> Mapping[str, Any]:
    """Answers as they are written, of the facts that are believed today; noted as a look.

    Refused with Unauthenticated, UseNotConsented.
    """
    if caller.is_anonymous:
        raise Unauthenticated
    account_id, today = account_of(caller), china_time(work.now).date()
    require(await profiles.consents(work, account_id), Use.MATCH)
    await profiles.note_access(work, account_id, "本人", "用数据账户匹配政策")
    best: dict[str, Fact] = {}
    for one in (await profiles.facts_of(work, [account_id]))[account_id]:
        key = key_of(one.attribute, None if one.year is None else one.year - today.year)
        if one.holds_on(today) and (key not in best or one.weight > best[key].weight):
            best[key] = one
    return {key: one.said for key, one in best.items()}
