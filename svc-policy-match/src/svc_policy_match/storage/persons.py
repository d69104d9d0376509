"""What is held of one person here: their profile, what was matched, and what they were told."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.events.policies import ProfileErased
from shared.persons import ARCHIVES, Held, Persons
from svc_policy_match.storage.profiles import profiles, rows


async def tell(work: UnitOfWork, account_id: UUID) -> None:
    """Nobody is to match the account any more."""
    if await profiles.with_id(work, account_id) is not None:
        await rows.drop(work, account_id)
        await work.announce(account_id, ProfileErased(account_id=account_id))


PERSONS = Persons(
    (
        *(
            Held(table)
            for table in (
                "profile_fact", "profile_consent", "profile_access", "profile_change", "message",
                "told", "subscription", "profile",
            )
        ),
        Held("match_run", "account_id = $1::uuid::text"),
        Held("match_session", "account_id = $1::uuid::text"),
        Held("application", kept=ARCHIVES),
    ),
    also=tell,
)  # fmt: skip
