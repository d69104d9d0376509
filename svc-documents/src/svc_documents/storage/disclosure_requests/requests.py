"""Requests as rows; who asks and what for is one token, encrypted for its cell."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import orjson

from shared.database import Row, UnitOfWork
from shared.personal_data import Cell, PersonalData
from svc_documents.domain.disclosure_requests.requests import ApplicantKind, DisclosureRequest
from svc_documents.domain.disclosure_requests.steps import State
from svc_documents.storage.disclosure_requests.steps import as_json, of_json

PLAIN = (
    "request_id, request_no, organ_id, region_code, account_id, applicant_kind, subject_masked,"
    " delivery, submitted_at, received_on, begun_on, due_on, state, closed_on, report_row"
)
COLUMNS = f"{PLAIN}, steps, personal"
ONE = f"SELECT {COLUMNS} FROM disclosure_request WHERE request_id = $1"
LOCKED = f"{ONE} FOR UPDATE"
ADD = f"""
INSERT INTO disclosure_request ({COLUMNS})
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
"""
KEEP = """
UPDATE disclosure_request SET begun_on = $2, due_on = $3, state = $4, closed_on = $5,
    report_row = $6, steps = $7, personal = $8
WHERE request_id = $1
"""
NEXT_SERIAL = """
INSERT INTO disclosure_serial (organ_id, year, last) VALUES ($1, $2, 1)
ON CONFLICT (organ_id, year) DO UPDATE SET last = disclosure_serial.last + 1
RETURNING last
"""
OPEN = f"SELECT {PLAIN}, steps FROM disclosure_request WHERE closed_on IS NULL FOR UPDATE"
RECOUNTED = "UPDATE disclosure_request SET due_on = $2 WHERE request_id = $1"


@dataclass(slots=True)
class Private:
    """What nobody reads in the database: who asks, what for, who was consulted, the answer."""

    name: str
    certificate_kind: str
    certificate_no: str
    phone: str
    email: str
    address: str
    description: str
    supplement: str = ""
    parties: list[str] = field(default_factory=list)
    answer: str = ""


Kept = tuple[DisclosureRequest, Private]


async def next_serial(work: UnitOfWork, organ_id: UUID, year: int) -> int:
    """The next number of an organ's year, without gaps (locks one row until the commit)."""
    row = await work.write(NEXT_SERIAL, organ_id, year)
    if row is None:
        raise RuntimeError("an upsert answers its row")
    return int(row["last"])


async def add(
    work: UnitOfWork, secrets: PersonalData, request: DisclosureRequest, private: Private
) -> None:
    """Keep a new request."""
    plain = [getattr(request, name.strip()) for name in PLAIN.split(",")]
    token = _token(secrets, request.request_id, private)
    await work.write(ADD, *plain, as_json(request), token)


async def keep(
    work: UnitOfWork, secrets: PersonalData, request: DisclosureRequest, private: Private
) -> None:
    """Write what has changed (one row by key, locked before)."""
    await work.write(
        KEEP, request.request_id, request.begun_on, request.due_on, request.state,
        request.closed_on, request.report_row, as_json(request),
        _token(secrets, request.request_id, private),
    )  # fmt: skip


async def with_id(
    work: UnitOfWork, secrets: PersonalData, request_id: UUID, *, locked: bool = False
) -> Kept | None:
    """A request with what is private in it (one row by key)."""
    row = await work.fetch_row(LOCKED if locked else ONE, request_id)
    return _kept(secrets, row) if row else None


async def open_ones(work: UnitOfWork) -> list[DisclosureRequest]:
    """Every open request, locked; for a new calendar (one pass)."""
    return [request_of(row) for row in await work.write_rows(OPEN)]


async def keep_due(work: UnitOfWork, request: DisclosureRequest) -> None:
    """Write the last day alone (one row by key)."""
    await work.write(RECOUNTED, request.request_id, request.due_on)


def request_of(row: Row) -> DisclosureRequest:
    """The request of a row, without what is private in it."""
    plain: dict[str, Any] = {name.strip(): row[name.strip()] for name in PLAIN.split(",")}
    read: dict[str, Callable[[str], object]] = {"applicant_kind": ApplicantKind, "state": State}
    plain |= {name: reader(plain[name]) for name, reader in read.items()}
    return DisclosureRequest(**plain, **of_json(row["steps"]))


def _kept(secrets: PersonalData, row: Row) -> Kept:
    text = secrets.decrypt(row["personal"], _cell(row["request_id"]))
    return request_of(row), Private(**orjson.loads(text))


def _token(secrets: PersonalData, request_id: UUID, private: Private) -> str:
    return secrets.encrypt(orjson.dumps(asdict(private)).decode(), _cell(request_id))


def _cell(request_id: UUID) -> Cell:
    return Cell("disclosure_request", "personal", request_id)
