"""What certificates were used for: one row for each consent, kept when it ends."""

from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.ids import new_id

ADD = """
INSERT INTO certificate_use (use_id, certificate_id, case_id, material_code, consent_version,
                             consented_by, consented_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
END = """
UPDATE certificate_use SET ended_at = $3
WHERE case_id = $1 AND material_code = $2 AND ended_at IS NULL RETURNING certificate_id
"""
LIST = """
SELECT u.use_id, u.case_id, k.case_no, k.matter_name, u.material_code, u.consent_version,
       u.consented_at, u.ended_at
FROM certificate_use u JOIN kase k USING (case_id)
WHERE u.certificate_id = $1 AND ($2::uuid IS NULL OR u.use_id < $2)
ORDER BY u.use_id DESC LIMIT $3
"""
COUNT = "SELECT count(*) FROM certificate_use WHERE certificate_id = $1"


async def add(
    work: UnitOfWork, certificate_id: UUID, case_id: UUID, material_code: str, consent: str
) -> None:
    """Record the holder's consent to one use; the one before for this material ends."""
    await end(work, case_id, material_code)
    await work.write(
        ADD, new_id(), certificate_id, case_id, material_code, consent, work.actor, work.now
    )


async def end(work: UnitOfWork, case_id: UUID, material_code: str) -> UUID | None:
    """End the use that stands for this material; answers of which certificate."""
    row = await work.write(END, case_id, material_code, work.now)
    return row["certificate_id"] if row else None


async def of_certificate(
    work: UnitOfWork, certificate_id: UUID, after: UUID | None, limit: int
) -> list[Row]:
    """The uses of a certificate, newest first (listed)."""
    return await work.fetch(LIST, certificate_id, after, limit)


async def count(work: UnitOfWork, certificate_id: UUID) -> int:
    """How often it was used (counted)."""
    return int(await work.fetch_value(COUNT, certificate_id))
