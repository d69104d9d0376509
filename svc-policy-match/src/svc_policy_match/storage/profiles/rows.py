"""The rows policies are matched with in SQL: one of each account that wants to be told."""

from collections.abc import Mapping
from uuid import UUID

from shared.database import UnitOfWork
from svc_policy_match.domain.answers.answers import Answers, People
from svc_policy_match.storage.profiles.profiles import Profile
from svc_policy_match.storage.reverse.rows import DECLARATIONS
from svc_policy_match.storage.reverse.where import declared_in
from svc_policy_match.storage.tables.profile_rows import LAYOUT

COLUMNS = ("id", "audience", "told", "counted", *LAYOUT.names(), *DECLARATIONS)
PUT = f"""
INSERT INTO profile_row ({", ".join(COLUMNS)})
VALUES ({", ".join(f"${n}" for n in range(1, len(COLUMNS) + 1))})
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{one} = EXCLUDED.{one}" for one in COLUMNS[1:])}
"""
DROP = "DELETE FROM profile_row WHERE id = $1"
DROP_PEOPLE = {key: f"DELETE FROM profile_row_{key} WHERE id = $1" for key in LAYOUT.people()}
ADD_PEOPLE = {
    key: f"INSERT INTO profile_row_{key} (id, {', '.join(of.names())})"
    f" VALUES ({', '.join(f'${n}' for n in range(1, len(of.names()) + 2))})"
    for key, of in LAYOUT.people().items()
}


async def put(
    work: UnitOfWork, profile: Profile, answers: Answers, *, told: bool, counted: bool
) -> None:
    """Keep what is known of an account as one row, and of its people as some."""
    account_id = profile.account_id
    row = (account_id, profile.audience, told, counted, *LAYOUT.row(answers), *declared_in(answers))
    await work.write(PUT, *row)
    await _put_people(work, account_id, answers)


async def _put_people(work: UnitOfWork, account_id: UUID, answers: Answers) -> None:
    layouts: Mapping[str, object] = DROP_PEOPLE
    for key in layouts:
        await work.write(DROP_PEOPLE[key], account_id)
        people = answers.get(key)
        if isinstance(people, People) and people.known:
            of = LAYOUT.people()[key]
            rows = [(account_id, *of.row(one)) for one in people.known]
            await work.write_many(ADD_PEOPLE[key], rows)


async def drop(work: UnitOfWork, account_id: UUID) -> None:
    """The account is not to be told."""
    await work.write(DROP, account_id)
    for sql in DROP_PEOPLE.values():
        await work.write(sql, account_id)
