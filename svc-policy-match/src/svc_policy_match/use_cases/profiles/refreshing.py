"""What is known of an account as answers, as a row, and the day it changes by itself."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.profiles.consents import Use, is_given
from svc_policy_match.domain.profiles.facts import Fact, answers_on
from svc_policy_match.storage.profiles import profiles, rows
from svc_policy_match.storage.profiles.profiles import Profile
from svc_policy_match.use_cases.office import Office

A_DAY = timedelta(days=1)


def answers_of(office: Office, facts: Iterable[Fact], day: date) -> Answers:
    """What is known on a day, and what follows from it."""
    return office.rules.completed(answers_on(facts, office.registry, day), day)


def changes_on(facts: Iterable[Fact], day: date) -> date | None:
    """The first day after `day` on which the same facts make other answers."""
    each = list(facts)
    ends = [one.valid_until + A_DAY for one in each if one.valid_until and one.valid_until >= day]
    if any(one.year is not None for one in each):
        ends.append(date(day.year + 1, 1, 1))
    return min(ends, default=None)


async def refresh(
    work: UnitOfWork, office: Office, profile: Profile, credit_code: str | None = None
) -> int:
    """Make the row anew and have the account matched; answers the account's new version."""
    account_id, day = profile.account_id, china_time(work.now).date()
    facts = (await profiles.facts_of(work, [account_id]))[account_id]
    version = await profiles.touch(work, account_id, changes_on(facts, day), credit_code)
    consents = await profiles.consents(work, account_id)
    told, counted = is_given(consents, Use.PUSH), is_given(consents, Use.STATISTICS)
    if not told and not counted:
        await rows.drop(work, account_id)
        return version
    answers = answers_of(office, facts, day)
    await rows.put(work, profile, answers, told=told, counted=counted)
    if told:
        await profiles.note_change(work, account_id)
    return version


async def refresh_due(work: UnitOfWork, office: Office, limit: int = 200) -> int:
    """Accounts whose facts expired, or whose years turned; answers how many."""
    due = await profiles.due(work, china_time(work.now).date(), limit)
    for one in due:
        await refresh(work, office, one)
    return len(due)


async def answers_known(work: UnitOfWork, office: Office, account_id: UUID) -> Answers:
    """What is known of an account today."""
    facts = (await profiles.facts_of(work, [account_id]))[account_id]
    return answers_of(office, facts, china_time(work.now).date())
