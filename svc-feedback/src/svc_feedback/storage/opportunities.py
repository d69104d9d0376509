"""Opportunities as they are kept. Of a token only the digest is."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.opportunities import Opportunity
from svc_feedback.domain.tags import Tag, TagSet

NAMES = tuple(field.name for field in fields(Opportunity))
VALUES = attrgetter(*NAMES)
COLUMNS = ", ".join(NAMES)
ADD = f"""
INSERT INTO opportunity ({COLUMNS}, token_digest, code_digest)
VALUES ({", ".join(f"${i}" for i in range(1, len(NAMES) + 3))})
ON CONFLICT (case_id, stage, visit_no) DO NOTHING RETURNING opportunity_id
"""
# The visits of a case are counted; a visit without a case is the first and only one.
ADD_VISIT = (
    ADD.replace(
        "$5,",
        "greatest($5::smallint, (SELECT max(visit_no) + 1 FROM opportunity"
        " WHERE case_id = $2 AND stage = $4)::smallint),",
        1,
    )
).replace("(case_id, stage, visit_no)", "(visit_id)")
ADD_PROJECT = ADD.replace(
    "(case_id, stage, visit_no)", "(project_id, account_id) WHERE project_id IS NOT NULL"
)
BY_PROJECT = f"SELECT {COLUMNS} FROM opportunity WHERE project_id = $1 AND account_id = $2"
RENEW = "UPDATE opportunity SET expires_at = $2 WHERE opportunity_id = $1"
BY_VISIT = f"SELECT {COLUMNS} FROM opportunity WHERE visit_id = $1"
BY_TOKEN = f"SELECT {COLUMNS} FROM opportunity WHERE token_digest = $1"
_TO_REVIEW = f"""
SELECT {COLUMNS}, newest.version AS tag_version,
       EXISTS (SELECT FROM review r WHERE r.opportunity_id = o.opportunity_id) AS used,
       ARRAY(SELECT ROW(t.code, t.text, t.fixed) FROM tag t
             WHERE t.version = newest.version AND t.code = ANY($2) ORDER BY t.position) AS tags
FROM opportunity o, (SELECT max(version) AS version FROM tag) newest WHERE"""
TO_REVIEW = f"{_TO_REVIEW} token_digest = $1"
TO_REVIEW_OF_VISIT = f"{_TO_REVIEW} visit_id = $1"
KEYS_GIVEN = "UPDATE opportunity SET keys_at_desk = true WHERE opportunity_id = $1"
KEYS_AT_DESK = "SELECT keys_at_desk FROM opportunity WHERE opportunity_id = $1"
OPEN_OF_ACCOUNT = f"""
SELECT {COLUMNS} FROM opportunity o
WHERE account_id = $1 AND expires_at > $2 AND ($3::uuid IS NULL OR opportunity_id < $3)
  AND NOT EXISTS (SELECT FROM review WHERE review.opportunity_id = o.opportunity_id)
ORDER BY opportunity_id DESC LIMIT $4
"""
COUNT_OPEN = """
SELECT count(*) FROM opportunity o WHERE account_id = $1 AND expires_at > $2
  AND NOT EXISTS (SELECT FROM review WHERE review.opportunity_id = o.opportunity_id)
"""


class ToReview(NamedTuple):
    """An opportunity, those of the asked tags that are offered now, and whether it is used."""

    opportunity: Opportunity
    tags: TagSet | None
    used: bool


async def add(
    work: UnitOfWork, opportunity: Opportunity, token: str, code: bytes | None = None
) -> bool:
    """Keep a new one; False when its case, stage and visit have one already."""
    kept = await work.write(ADD, *_values(opportunity), _digest(token), code)
    return kept is not None


async def add_visit(
    work: UnitOfWork, opportunity: Opportunity, token: str, code: bytes | None = None
) -> bool:
    """Keep a visit's; False when the visit has one already."""
    kept = await work.write(ADD_VISIT, *_values(opportunity), _digest(token), code)
    return kept is not None


async def add_project(
    work: UnitOfWork, opportunity: Opportunity, token: str, code: bytes | None = None
) -> bool:
    """Keep an account's for a project; False when it has one already."""
    kept = await work.write(ADD_PROJECT, *_values(opportunity), _digest(token), code)
    return kept is not None


async def of_project(work: UnitOfWork, project_id: UUID, account_id: UUID) -> Opportunity | None:
    """An account's for a project (one row by key)."""
    return _opportunity(await work.fetch_row(BY_PROJECT, project_id, account_id))


async def renew(work: UnitOfWork, opportunity_id: UUID, expires_at: datetime) -> None:
    """Let an account's for a project be used until then."""
    await work.write(RENEW, opportunity_id, expires_at)


async def of_visit(work: UnitOfWork, visit_id: UUID) -> Opportunity | None:
    """The one of a visit."""
    return _opportunity(await work.fetch_row(BY_VISIT, visit_id))


async def note_keys_given(work: UnitOfWork, opportunity_id: UUID) -> None:
    """The desk was given the token and the code of a visit."""
    await work.write(KEYS_GIVEN, opportunity_id)


async def keys_at_desk(work: UnitOfWork, opportunity_id: UUID) -> bool:
    """Whether the desk ever had them (one row by key)."""
    return bool(await work.fetch_value(KEYS_AT_DESK, opportunity_id))


async def by_token(work: UnitOfWork, token: str) -> Opportunity | None:
    """The one a token was made for."""
    return _opportunity(await work.fetch_row(BY_TOKEN, _digest(token)))


async def locked_by_token(work: UnitOfWork, token: str) -> Opportunity | None:
    """The same, locked until the end of the work: who else uses the token waits."""
    await work.lock()
    return _opportunity(await work.fetch_row(f"{BY_TOKEN} FOR UPDATE", _digest(token)))


async def to_review(work: UnitOfWork, token: str, codes: Sequence[int]) -> ToReview | None:
    """All that taking a review needs, in one read; locked when the work says so."""
    if work.locks:
        await locked_by_token(work, token)
    return _to_review(await work.fetch_row(TO_REVIEW, _digest(token), codes))


async def visit_to_review(
    work: UnitOfWork, visit_id: UUID, codes: Sequence[int]
) -> ToReview | None:
    """The same for a visit's, locked until the end of the work."""
    await work.lock()
    await work.fetch_row(f"{BY_VISIT} FOR UPDATE", visit_id)
    return _to_review(await work.fetch_row(TO_REVIEW_OF_VISIT, visit_id, codes))


def _to_review(row: Row | None) -> ToReview | None:
    if row is None:
        return None
    tags = None
    if row["tag_version"] is not None:
        tags = TagSet(row["tag_version"], tuple(Tag(*tag) for tag in row["tags"]))
    return ToReview(Opportunity(*row[: len(NAMES)]), tags, row["used"])


async def open_of_account(
    work: UnitOfWork, account_id: UUID, now: datetime, before: UUID | None, limit: int
) -> list[Opportunity]:
    """A person's own that can still be used, newest first."""
    rows = await work.fetch(OPEN_OF_ACCOUNT, account_id, now, before, limit)
    return [Opportunity(**dict(row)) for row in rows]


async def count_open_of_account(work: UnitOfWork, account_id: UUID, now: datetime) -> int:
    """How many of them there are."""
    return int(await work.fetch_value(COUNT_OPEN, account_id, now))


def _values(opportunity: Opportunity) -> Sequence[Any]:
    values: Sequence[Any] = VALUES(opportunity)
    return values


def _opportunity(row: Row | None) -> Opportunity | None:
    return None if row is None else Opportunity(**dict(row))


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()
