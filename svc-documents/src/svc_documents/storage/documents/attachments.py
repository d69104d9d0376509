"""Files behind the recorded steps of a document."""

from dataclasses import astuple, dataclass
from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork

COLUMNS = """
attachment_id, document_id, file_name, media_type, size, sha256, stored_at, uploaded_by, uploaded_at
"""
ADD = f"INSERT INTO document_attachment ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
ONE = f"""
SELECT {COLUMNS} FROM document_attachment WHERE attachment_id = $1 AND document_id = $2
"""
COUNT = "SELECT count(*) FROM document_attachment WHERE document_id = $1"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file, as it was taken in."""

    attachment_id: UUID
    document_id: UUID
    file_name: str
    media_type: str
    size: int
    sha256: str
    stored_at: str
    uploaded_by: str
    uploaded_at: datetime


async def add(work: UnitOfWork, one: Attachment) -> None:
    """Keep what is known of a file that was kept."""
    await work.write(ADD, *astuple(one))


async def with_id(work: UnitOfWork, document_id: UUID, attachment_id: UUID) -> Attachment | None:
    """A file of a document (one row by key)."""
    row = await work.fetch_row(ONE, attachment_id, document_id)
    return None if row is None else Attachment(**row)


async def counted(work: UnitOfWork, document_id: UUID) -> int:
    """How many files a document has (one index range)."""
    return int(await work.fetch_value(COUNT, document_id))
