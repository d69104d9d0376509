"""The materials of a case: state and file of each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.uploads import Upload
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.states import MaterialState
from svc_approvals.domain.catalogue.materials import Material
from svc_approvals.domain.certificates.certificates import held_at

OF_CASE = """
SELECT m.code, m.state, m.file_id, m.deferred_until, m.deferred_days, m.file_name, m.media_type,
       m.size, m.updated_at, m.certificate_id, c.revoked_at, c.valid_until, k.accepted_at
FROM material m JOIN kase k USING (case_id)
    LEFT JOIN certificate c ON c.certificate_id = m.certificate_id
WHERE m.case_id = $1
"""
WITH_FILE = "SELECT * FROM material WHERE case_id = $1 AND code = $2 AND file_id IS NOT NULL"
DIGESTS = """
SELECT code, state, media_type, size, encode(sha256, 'hex') AS sha256
FROM material WHERE case_id = $1
"""
PUT = """
INSERT INTO material (case_id, code, state, file_id, deferred_until, file_name, media_type, size,
                      sha256, stored_at, updated_at, certificate_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (case_id, code) DO UPDATE SET state = EXCLUDED.state, file_id = EXCLUDED.file_id,
    deferred_until = EXCLUDED.deferred_until, file_name = EXCLUDED.file_name,
    media_type = EXCLUDED.media_type, size = EXCLUDED.size, sha256 = EXCLUDED.sha256,
    stored_at = EXCLUDED.stored_at, updated_at = EXCLUDED.updated_at,
    certificate_id = EXCLUDED.certificate_id
"""
STATE = """
INSERT INTO material (case_id, code, state, deferred_until, deferred_days, file_name, media_type,
                      size, stored_at, updated_at)
VALUES ($1, $2, $3, $4, $5, '', '', 0, '', $6)
ON CONFLICT (case_id, code) DO UPDATE SET state = EXCLUDED.state, file_id = NULL,
    deferred_until = EXCLUDED.deferred_until, deferred_days = EXCLUDED.deferred_days,
    file_name = '', media_type = '', size = 0, sha256 = NULL, stored_at = '',
    updated_at = EXCLUDED.updated_at, certificate_id = NULL
"""


async def rows_of(work: UnitOfWork, case_id: UUID) -> Mapping[str, Row]:
    """What was handed in so far, by material code."""
    return {row["code"]: row for row in await work.fetch(OF_CASE, case_id)}


async def digests_of(work: UnitOfWork, case_id: UUID) -> Mapping[str, dict[str, Any]]:
    """State, type, size and hash of what was handed in, by material code."""
    rows = [dict(row) for row in await work.fetch(DIGESTS, case_id)]
    return {row.pop("code"): row for row in rows}


async def asked(
    work: UnitOfWork,
    case_id: UUID,
    materials: Iterable[Material],
    as_of: datetime | None = None,
) -> list[CaseMaterial]:
    """The materials the guide asks of this case, each with its state.

    A certificate in place of one is judged as of a moment: of the case's acceptance when it
    was accepted, else now.
    """
    given = await rows_of(work, case_id)
    return [_material(one, given.get(one.code), as_of or work.now) for one in materials]


def _material(asked_for: Material, row: Row | None, as_of: datetime) -> CaseMaterial:
    material = CaseMaterial(
        code=asked_for.code,
        name=asked_for.name,
        required=asked_for.required,
        deferrable=asked_for.deferrable,
        commitment_allowed=asked_for.commitment_allowed,
        state=MaterialState(row["state"]) if row else MaterialState.MISSING,
        file_id=row["file_id"] if row else None,
        deferred_until=row["deferred_until"] if row else None,
        deferred_days=row["deferred_days"] if row else None,
        certificate_id=row["certificate_id"] if row else None,
    )
    if row is not None and row["certificate_id"] is not None:
        moment = row["accepted_at"] or as_of
        if not held_at(row["revoked_at"], row["valid_until"], moment):
            material.end_certificate()
    return material


async def put_file(
    work: UnitOfWork,
    case_id: UUID,
    material: CaseMaterial,
    upload: Upload,
    stored_at: str,
) -> None:
    """Keep what the file is and where it lies."""
    await work.write(
        PUT, case_id, material.code, material.state, material.file_id, material.deferred_until,
        upload.name, upload.type.media_type, upload.size, bytes.fromhex(upload.sha256), stored_at,
        work.now, material.certificate_id,
    )  # fmt: skip


async def put_state(work: UnitOfWork, case_id: UUID, materials: Iterable[CaseMaterial]) -> None:
    """Keep the state of materials that have no file, or none any more."""
    rows = [
        (case_id, m.code, m.state, m.deferred_until, m.deferred_days, work.now) for m in materials
    ]
    await work.write_many(STATE, rows)


async def with_file(work: UnitOfWork, case_id: UUID, code: str) -> Row | None:
    """The row of a material whose file can be downloaded."""
    return await work.fetch_row(WITH_FILE, case_id, code)
