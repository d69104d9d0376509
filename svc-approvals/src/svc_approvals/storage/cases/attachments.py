"""Files officers attach to a node; with the decision that names them they belong to it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.uploads import Upload
from svc_approvals.domain.cases.attachments import Attachment

COLUMNS = (
    "attachment_id, case_id, key, public, file_name, media_type, size, uploaded_by, uploaded_at,"
    " decided_at"
)
ADD = """
INSERT INTO attachment (attachment_id, case_id, key, public, file_name, media_type, size, sha256,
    stored_at, uploaded_by, uploaded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
OF_CASE = f"SELECT {COLUMNS} FROM attachment WHERE case_id = $1 ORDER BY attachment_id"
ONE = f"SELECT {COLUMNS}, stored_at FROM attachment WHERE case_id = $1 AND attachment_id = $2"
DROP = "DELETE FROM attachment WHERE attachment_id = $1"
DECIDED = """
UPDATE attachment SET decided_at = $3 WHERE case_id = $1 AND attachment_id = ANY($2::uuid[])
"""
UNDONE = """
UPDATE attachment SET decided_at = NULL
WHERE case_id = $1 AND key = ANY($2::text[]) AND decided_at IS NOT NULL
"""


async def add(work: UnitOfWork, one: Attachment, upload: Upload, stored_at: str) -> None:
    """Keep what the file is and where it lies."""
    await work.write(
        ADD, one.attachment_id, one.case_id, one.key, one.public, one.file_name, one.media_type,
        one.size, bytes.fromhex(upload.sha256), stored_at, one.uploaded_by, one.uploaded_at,
    )  # fmt: skip


async def of_case(work: UnitOfWork, case_id: UUID) -> list[Attachment]:
    """Every file of a case, in the order they came (one indexed read)."""
    return [Attachment(**row) for row in await work.fetch(OF_CASE, case_id)]


async def with_file(work: UnitOfWork, case_id: UUID, attachment_id: UUID) -> Row | None:
    """One file with where it lies."""
    return await work.fetch_row(ONE, case_id, attachment_id)


async def drop(work: UnitOfWork, attachment_id: UUID) -> None:
    """Forget a file that no decision names."""
    await work.write(DROP, attachment_id)


async def decided(work: UnitOfWork, case_id: UUID, ids: Collection[UUID]) -> None:
    """From now on these belong to a decision."""
    await work.write(DECIDED, case_id, list(ids), work.now)


async def undone(work: UnitOfWork, case_id: UUID, keys: Sequence[str]) -> None:
    """The decisions of these nodes do not stand any more: their files are drafts again."""
    await work.write(UNDONE, case_id, list(keys))
