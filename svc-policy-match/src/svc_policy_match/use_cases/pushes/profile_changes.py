"""Accounts that changed: matched anew with all policies, told what they gained and lost."""

from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.profiles.consents import Use, is_given
from svc_policy_match.domain.pushes.differences import Tiding, Told, news
from svc_policy_match.storage.profiles import profiles
from svc_policy_match.storage.profiles.profiles import Profile
from svc_policy_match.storage.pushes import runs
from svc_policy_match.use_cases.matching.shelf import Shelf
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.profiles.refreshing import answers_known
from svc_policy_match.use_cases.pushes.pushing import write_messages

TAKE = """
DELETE FROM profile_change WHERE account_id IN (
    SELECT account_id FROM profile_change ORDER BY changed_at LIMIT $1 FOR UPDATE SKIP LOCKED
) RETURNING account_id
"""
TOLD = "SELECT policy_id, version, tiding FROM told WHERE account_id = $1"
PART = 50
BELIEVED = frozenset({Tiding.MATCHED, Tiding.POSSIBLE, Tiding.LOST})


async def tell_changed(work: UnitOfWork, office: Office, part: int = PART) -> int:
    """The accounts that changed longest ago; answers how many."""
    rows = await work.write_rows(TAKE, part)
    if not rows:
        return 0
    shelf = await office.shelves.current(work)
    for one in await profiles.these(work, [row["account_id"] for row in rows]):
        consents = await profiles.consents(work, one.account_id)
        if is_given(consents, Use.PUSH):
            await _tell(work, office, shelf, one)
    return len(rows)


async def _tell(work: UnitOfWork, office: Office, shelf: Shelf, profile: Profile) -> None:
    index = shelf.indexes.get(profile.audience)
    if index is None:
        return
    answers = await answers_known(work, office, profile.account_id)
    found = index.match(answers)
    verdicts: dict[UUID, Truth] = {
        UUID(index.ids[number]): TRUE if found.matched >> number & 1 else UNKNOWN
        for number in numbers_in(found.possible)
    }
    known = {row["policy_id"]: row for row in await work.fetch(TOLD, profile.account_id)}
    gone = (one for one in known if one in shelf.policies and one not in verdicts)
    verdicts |= dict.fromkeys(gone, FALSE)
    said = []
    for policy_id, verdict in verdicts.items():
        tiding = _news(known.get(policy_id), verdict)
        if tiding is not None:
            version = shelf.policies[policy_id].version
            said.append((profile.account_id, policy_id, version, tiding, 0))
            await runs.put_told(work, policy_id, [(profile.account_id, version, tiding.value)])
    await write_messages(work, said)


def _news(row: Row | None, verdict: Truth) -> Tiding | None:
    """Of a policy that ended, or lost its basis, nothing is told anew."""
    if row is None:
        return news(None, verdict)
    tiding = Tiding(row["tiding"])
    return news(Told(row["version"], tiding), verdict) if tiding in BELIEVED else None
