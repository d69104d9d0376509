"""Data accounts as rows: what is known of each, what it agreed to, who looked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.ids import new_id
from svc_policy_match.domain.profiles.consents import Consent, Use
from svc_policy_match.domain.profiles.facts import Fact, Source

OWN = "account_id, audience, credit_code, version, made_at, refresh_on"
ONE = f"SELECT {OWN} FROM profile WHERE account_id = $1"
LOCKED = f"{ONE} FOR UPDATE"
THESE = f"SELECT {OWN} FROM profile WHERE account_id = ANY ($1::uuid[])"
ADD = """
INSERT INTO profile (account_id, audience, version, made_at) VALUES ($1, $2, 1, $3)
ON CONFLICT (account_id) DO NOTHING
"""
TOUCH = """
UPDATE profile SET version = version + 1, refresh_on = $2,
    credit_code = coalesce($3, credit_code)
WHERE account_id = $1 RETURNING version
"""
FACTS = """
SELECT account_id, attribute, nullif(year, 0) AS year, said, source, stated_at, valid_until
FROM profile_fact WHERE account_id = ANY ($1::uuid[]) ORDER BY account_id, attribute, year, source
"""
PUT_FACT = """
INSERT INTO profile_fact (account_id, attribute, year, source, said, stated_at, valid_until)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account_id, attribute, year, source) DO UPDATE SET said = EXCLUDED.said,
    stated_at = EXCLUDED.stated_at, valid_until = EXCLUDED.valid_until
"""
DROP_FACTS = """
DELETE FROM profile_fact WHERE account_id = $1 AND attribute = $2 AND year = $3 AND source = $4
"""
CONSENTS = "SELECT purpose, given, since FROM profile_consent WHERE account_id = $1"
PUT_CONSENT = """
INSERT INTO profile_consent (account_id, purpose, given, since) VALUES ($1, $2, $3, $4)
ON CONFLICT (account_id, purpose) DO UPDATE SET given = EXCLUDED.given, since = EXCLUDED.since
"""
NOTE_ACCESS = """
INSERT INTO profile_access (access_id, account_id, at, who, purpose) VALUES ($1, $2, $3, $4, $5)
"""
ACCESSES = """
SELECT access_id, at, who, purpose FROM profile_access
WHERE account_id = $1 AND ($2::timestamptz IS NULL OR (at, access_id) < ($2, $3))
ORDER BY at DESC, access_id DESC LIMIT $4
"""
NOTE_CHANGE = """
INSERT INTO profile_change (account_id, changed_at) VALUES ($1, $2)
ON CONFLICT (account_id) DO NOTHING
"""
DUE = f"SELECT {OWN} FROM profile WHERE refresh_on <= $1 ORDER BY account_id LIMIT $2"
ERASED = (
    "profile_fact", "profile_consent", "profile_access", "profile_change", "message", "told",
    "subscription", "profile",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A data account; `refresh_on` is the day its answers change by themselves."""

    account_id: UUID
    audience: str
    credit_code: str
    version: int
    made_at: datetime
    refresh_on: date | None


async def with_id(work: UnitOfWork, account_id: UUID) -> Profile | None:
    """A data account (one row by key)."""
    return _profile(await work.fetch_row(ONE, account_id))


async def locked(work: UnitOfWork, account_id: UUID) -> Profile | None:
    """A data account; whoever else changes it waits (one row by key)."""
    await work.lock()
    return _profile(await work.fetch_row(LOCKED, account_id))


async def these(work: UnitOfWork, ids: Sequence[UUID]) -> list[Profile]:
    """Data accounts (rows by key)."""
    return [Profile(**row) for row in await work.fetch(THESE, ids)]


async def due(work: UnitOfWork, today: date, limit: int) -> list[Profile]:
    """Accounts whose answers change by themselves by that day (an index range)."""
    return [Profile(**row) for row in await work.fetch(DUE, today, limit)]


async def add(work: UnitOfWork, account_id: UUID, audience: str) -> None:
    """Keep a new one."""
    await work.write(ADD, account_id, audience, work.now)


async def touch(
    work: UnitOfWork, account_id: UUID, refresh_on: date | None, credit_code: str | None = None
) -> int:
    """It changed; answers its new version."""
    row = await work.write(TOUCH, account_id, refresh_on, credit_code)
    return int(row["version"]) if row else 0


async def facts_of(work: UnitOfWork, ids: Sequence[UUID]) -> Mapping[UUID, list[Fact]]:
    """What is known of accounts (some dozen rows each, by key)."""
    found: dict[UUID, list[Fact]] = {one: [] for one in ids}
    for row in await work.fetch(FACTS, ids):
        kept = dict(row)
        account_id = kept.pop("account_id")
        found[account_id].append(Fact(**{**kept, "source": Source(kept["source"])}))
    return found


async def put_facts(work: UnitOfWork, account_id: UUID, facts: Iterable[Fact]) -> None:
    """Keep facts, each in the place of what the same source said of it before."""
    for one in facts:
        await work.write(
            PUT_FACT, account_id, one.attribute, one.year or 0, one.source.value, one.said,
            one.stated_at, one.valid_until,
        )  # fmt: skip


async def drop_fact(
    work: UnitOfWork, account_id: UUID, attribute: str, year: int | None, source: Source
) -> None:
    """One thing is no longer said by that source."""
    await work.write(DROP_FACTS, account_id, attribute, year or 0, source.value)


async def consents(work: UnitOfWork, account_id: UUID) -> dict[Use, Consent]:
    """What an account agreed to (some rows by key)."""
    rows = await work.fetch(CONSENTS, account_id)
    each = (Consent(Use(row["purpose"]), row["given"], row["since"]) for row in rows)
    return {one.use: one for one in each}


async def put_consent(work: UnitOfWork, account_id: UUID, one: Consent) -> None:
    """Keep what an account agrees to."""
    await work.write(PUT_CONSENT, account_id, one.use.value, one.given, one.since)


async def note_access(work: UnitOfWork, account_id: UUID, who: str, purpose: str) -> None:
    """Somebody looked: the account's owner sees who and what for."""
    await work.write(NOTE_ACCESS, new_id(), account_id, work.now, who, purpose)


async def accesses(
    work: UnitOfWork, account_id: UUID, after: tuple[object, ...], limit: int
) -> list[Row]:
    """Who looked, the latest first (a page of an index range)."""
    return await work.fetch(ACCESSES, account_id, *after, limit)


async def note_change(work: UnitOfWork, account_id: UUID) -> None:
    """It is to be matched anew."""
    await work.write(NOTE_CHANGE, account_id, work.now)


async def erase(work: UnitOfWork, account_id: UUID) -> None:
    """Nothing is left of an account."""
    for table in ERASED:
        await work.write(f"DELETE FROM {table} WHERE account_id = $1", account_id)


def _profile(row: Row | None) -> Profile | None:
    return None if row is None else Profile(**row)


def as_json(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Facts as they are exported."""
    return [
        {
            "attribute": one.attribute, "year": one.year, "said": one.said,
            "source": one.source.value, "stated_at": one.stated_at.isoformat(),
            "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        }
        for one in facts
    ]  # fmt: skip
