"""Files of a consultation: the draft as a document, its explanation."""

from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.uploads import Upload

COLUMNS = "file_id, consultation_id, file_name, media_type, size, uploaded_at"
ADD = f"""
INSERT INTO consultation_file ({COLUMNS}, sha256, stored_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING {COLUMNS}
"""
LISTED = f"SELECT {COLUMNS} FROM consultation_file WHERE consultation_id = $1 ORDER BY file_id"
ONE = f"""
SELECT {COLUMNS}, stored_at FROM consultation_file WHERE consultation_id = $1 AND file_id = $2
"""


async def add(
    work: UnitOfWork, file_id: UUID, consultation_id: UUID, upload: Upload, stored_at: str
) -> Row:
    """Keep what the file is and where it lies."""
    row = await work.write(
        ADD, file_id, consultation_id, upload.name, upload.type.media_type, upload.size, work.now,
        bytes.fromhex(upload.sha256), stored_at,
    )  # fmt: skip
    if row is None:
        raise RuntimeError("an insert answers its row")
    return row


async def listed(work: UnitOfWork, consultation_id: UUID) -> list[Row]:
    """The files of a consultation, in the order they came (one indexed read)."""
    return await work.fetch(LISTED, consultation_id)


async def with_id(work: UnitOfWork, consultation_id: UUID, file_id: UUID) -> Row | None:
    """One file with where it lies (one row by key)."""
    return await work.fetch_row(ONE, consultation_id, file_id)
