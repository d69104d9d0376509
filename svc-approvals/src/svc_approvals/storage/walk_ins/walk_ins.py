"""Walk-ins, found by the keyed hash of their number and by nothing else."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.ids import new_id
from shared.personal_data import Cell, PersonalData
from svc_approvals.domain.cases.parties import Party
from svc_approvals.domain.walk_ins.walk_ins import WalkIn

# Two clerks who enter the same person at once meet on the unique index and get one applicant.
KEEP = """
INSERT INTO walk_in (applicant_id, kind, identity_index, name_masked, name, identity_no, phone,
                     created_at, updated_at)
VALUES ($1, $2, $3, $4, '', '', '', $5, $5)
ON CONFLICT (identity_index) DO UPDATE SET name_masked = EXCLUDED.name_masked,
    updated_at = EXCLUDED.updated_at
RETURNING applicant_id
"""
FILL = """
UPDATE walk_in SET name = $2, identity_no = $3, phone = $4 WHERE applicant_id = $1
"""


async def keep(work: UnitOfWork, secrets: PersonalData, one: WalkIn) -> Party:
    """The applicant with this number, with name and phone as last shown at a window.

    The id is drawn, never derived and never an account's: who registers later with the
    same number owns nothing of what was begun here.
    """
    index = secrets.blind_index(f"walk_in:{one.kind}", one.identity_no)
    kept = await work.write(KEEP, new_id(), one.kind, index, one.name_masked, work.now)
    if kept is None:
        raise RuntimeError("an upsert answers its row")
    applicant_id: UUID = kept["applicant_id"]
    await work.write(
        FILL, applicant_id,
        *(
            secrets.encrypt(getattr(one, column), Cell("walk_in", column, applicant_id))
            for column in ("name", "identity_no", "phone")
        ),
    )  # fmt: skip
    return Party(applicant_id, one.name_masked)
