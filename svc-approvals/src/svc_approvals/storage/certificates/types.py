"""Types of certificates; few, and they change only when ops load them anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.database import Row, UnitOfWork
from svc_approvals.domain.certificates.types import CertificateType

COLUMNS = "code, name, issuers, schema, valid_days, from_form, prefill"
BY_CODES = f"SELECT {COLUMNS} FROM certificate_type WHERE code = ANY($1)"
LIST = f"SELECT {COLUMNS} FROM certificate_type WHERE code > $1 ORDER BY code LIMIT $2"
COUNT = "SELECT count(*) FROM certificate_type"
PUT = f"""
INSERT INTO certificate_type ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, issuers = EXCLUDED.issuers,
    schema = EXCLUDED.schema, valid_days = EXCLUDED.valid_days,
    from_form = EXCLUDED.from_form, prefill = EXCLUDED.prefill
"""


async def by_codes(work: UnitOfWork, codes: Iterable[str]) -> Mapping[str, CertificateType]:
    """The types that are known of these, by code (one indexed read)."""
    return {row["code"]: _type(row) for row in await work.fetch(BY_CODES, sorted(set(codes)))}


async def listed(work: UnitOfWork, after: str, limit: int) -> list[CertificateType]:
    """Types in order of code (listed)."""
    return [_type(row) for row in await work.fetch(LIST, after, limit)]


async def count(work: UnitOfWork) -> int:
    """How many types there are (counted)."""
    return int(await work.fetch_value(COUNT))


async def put(work: UnitOfWork, kind: CertificateType) -> None:
    """Keep a type."""
    await work.write(
        PUT, kind.code, kind.name, list(kind.issuers), dict(kind.schema), kind.valid_days,
        {item: list(fields) for item, fields in kind.from_form.items()}, dict(kind.prefill),
    )  # fmt: skip


def _type(row: Row) -> CertificateType:
    told: dict[str, Any] = dict(row)
    told["issuers"] = tuple(told["issuers"])
    told["from_form"] = {item: tuple(fields) for item, fields in told["from_form"].items()}
    return CertificateType(**told)
