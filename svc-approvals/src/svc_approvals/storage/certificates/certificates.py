"""Certificates as rows: what they say encrypted for their cell, the rest plain."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson

from shared.database import Row, UnitOfWork
from shared.office_hours import china_time
from shared.personal_data import Cell, PersonalData
from svc_approvals.domain.certificates.certificates import (
    Certificate,
    CertificateState,
    Contents,
)
from svc_approvals.domain.certificates.reasons import CertificateNotFound

MEMBERS = [one.name for one in fields(Certificate)]
COLUMNS = ", ".join(MEMBERS)
STATE = "CASE WHEN state = 'valid' AND valid_until < $2 THEN 'expired' ELSE state END"
ADD = f"""
INSERT INTO certificate ({COLUMNS}, issued_no_index, personal)
VALUES ({", ".join(f"${n}" for n in range(1, len(MEMBERS) + 3))})
ON CONFLICT DO NOTHING RETURNING certificate_id
"""
GET = f"""
SELECT {COLUMNS}, personal FROM certificate
WHERE certificate_id = $1 AND ($2::uuid IS NULL OR holder_id = $2)
  AND ($3::uuid IS NULL OR organ_id = $3)
"""
BY_NUMBER = f"SELECT {COLUMNS}, personal FROM certificate WHERE number = $1"
BY_ISSUED_NO = f"""
SELECT {COLUMNS}, personal FROM certificate WHERE type_code = $1 AND issued_no_index = $2
"""
# $2 is today: a certificate past its last day counts as expired whether a worker noted it or not.
FITTING = f"""
FROM certificate WHERE holder_id = $1 AND ($3::text IS NULL OR type_code = $3)
  AND ($4::text IS NULL OR {STATE} = $4)
"""
LIST = f"""
SELECT certificate_id, number, type_code, name, holder_masked, organ_name, origin, issued_at,
       valid_from, valid_until, {STATE} AS state, personal {FITTING}
  AND ($5::uuid IS NULL OR certificate_id < $5) ORDER BY certificate_id DESC LIMIT $6
"""
COUNT = f"SELECT count(*) {FITTING}"
VALID_OF = f"""
SELECT {COLUMNS}, personal FROM certificate
WHERE holder_id = $1 AND type_code = ANY($3) AND {STATE} = 'valid'
ORDER BY certificate_id DESC LIMIT 100
"""
END = """
UPDATE certificate SET state = $2, revoked_at = $3, revoked_by = $4, reason = $5
WHERE certificate_id = $1
"""
OVER = f"""
SELECT {COLUMNS} FROM certificate WHERE state = 'valid' AND valid_until < $1
ORDER BY valid_until, certificate_id LIMIT $2 FOR UPDATE SKIP LOCKED
"""


async def add(
    work: UnitOfWork, secrets: PersonalData, certificate: Certificate, contents: Contents
) -> bool:
    """Insert one; False when its number, or its product of its case, is there already."""
    members = [getattr(certificate, name) for name in MEMBERS]
    row = await work.write(
        ADD, *members, issued_no_index(secrets, contents.issued_no),
        secrets.encrypt(_written(contents), _cell(certificate.certificate_id)),
    )  # fmt: skip
    return row is not None


async def load(
    work: UnitOfWork,
    certificate_id: UUID,
    *,
    holder_id: UUID | None = None,
    organ_id: UUID | None = None,
) -> Row:
    """The row of this holder's or organ's certificate, locked when the work says so.

    Refused with CertificateNotFound, also for other people's and other organs' certificates.
    """
    lock = ""
    if work.locks:
        await work.lock()
        lock = " FOR UPDATE"
    row = await work.fetch_row(GET + lock, certificate_id, holder_id, organ_id)
    if row is None:
        raise CertificateNotFound
    return row


async def by_number(work: UnitOfWork, number: str) -> Row | None:
    """The row behind a number (one indexed read)."""
    return await work.fetch_row(BY_NUMBER, number)


async def by_issued_no(
    work: UnitOfWork, secrets: PersonalData, type_code: str, issued_no: str
) -> Row | None:
    """The row with the issuing organ's own number (one indexed read)."""
    return await work.fetch_row(BY_ISSUED_NO, type_code, issued_no_index(secrets, issued_no))


async def of_holder(
    work: UnitOfWork, holder_id: UUID, filters: Sequence[str | None], after: UUID | None, limit: int
) -> list[Row]:
    """A holder's certificates of a type and state, newest first (listed)."""
    return await work.fetch(LIST, holder_id, _today(work.now), *filters, after, limit)


async def count(work: UnitOfWork, holder_id: UUID, filters: Sequence[str | None]) -> int:
    """How many of them there are (counted)."""
    return int(await work.fetch_value(COUNT, holder_id, _today(work.now), *filters))


async def valid_of(work: UnitOfWork, holder_id: UUID, type_codes: Iterable[str]) -> list[Row]:
    """A holder's valid certificates of these types, newest first (at most a hundred)."""
    return await work.fetch(VALID_OF, holder_id, _today(work.now), sorted(set(type_codes)))


async def write_state(work: UnitOfWork, certificate: Certificate) -> None:
    """Keep that it has ended, and why."""
    await work.write(
        END, certificate.certificate_id, certificate.state, certificate.revoked_at,
        certificate.revoked_by, certificate.reason,
    )  # fmt: skip


async def over(work: UnitOfWork, limit: int) -> list[Certificate]:
    """Valid certificates whose last day is over, locked; those another worker has are left out."""
    await work.lock()
    return [certificate_of(row) for row in await work.fetch(OVER, _today(work.now), limit)]


def certificate_of(row: Row) -> Certificate:
    """The certificate of a whole row."""
    certificate = Certificate(*(row[name] for name in MEMBERS))
    certificate.state = CertificateState(certificate.state)
    return certificate


def contents_of(row: Row, secrets: PersonalData) -> Contents:
    """What the certificate says, decrypted."""
    told: dict[str, Any] = orjson.loads(
        secrets.decrypt(row["personal"], _cell(row["certificate_id"]))
    )
    return Contents(**told)


def issued_no_index(secrets: PersonalData, issued_no: str) -> str:
    """The keyed hash by which the issuing organ's number is found."""
    return secrets.blind_index("certificate_no", issued_no)


def _written(contents: Contents) -> str:
    told = {
        "issued_no": contents.issued_no,
        "holder_name": contents.holder_name,
        "data": dict(contents.data),
    }
    return orjson.dumps(told).decode()


def _cell(certificate_id: UUID) -> Cell:
    return Cell("certificate", "personal", certificate_id)


def _today(now: datetime) -> date:
    return china_time(now).date()
