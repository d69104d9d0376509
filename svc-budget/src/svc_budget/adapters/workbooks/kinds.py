"""What kind of workbook a file is, by its content: offices send HTML under the name of .xls."""

import struct
from pathlib import Path
from typing import Final

from shared.file_types import HTML, XLS, XLSX, FileProtected, FileType, file_type_of, text_type_of
from svc_budget.domain.workbooks.files import (
    NotAWorkbook,
    WorkbookCorrupt,
    WorkbookEmpty,
)

BEGINNING: Final = 8
GLOBALS: Final = b"\x09\x08\x10\0\0\x06\x05\0"  # BOF of the workbook's stream (MS-XLS 2.4.21)
FILEPASS: Final = 0x002F
FIRST_RECORDS: Final = 6
ARCHIVE: Final = b"PK\x03\x04"
OTHERS: Final = tuple(
    f"{name}\0".encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document")
)
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(path: Path) -> FileType:
    """XLSX, XLS or HTML.

    Refused with WorkbookEmpty, WorkbookCorrupt, NotAWorkbook, or as shared.file_types refuses:
    ArchiveTooDense, MacrosRefused, FileProtected.
    """
    if not path.stat().st_size:
        raise WorkbookEmpty
    with path.open("rb") as file:
        beginning, rest = file.read(BEGINNING), file.read()
        file.seek(0)
        found = file_type_of(file)
        if found is None and _was_office(beginning, rest):
            raise WorkbookCorrupt
        if found is None:
            file.seek(0)
            found = text_type_of(file)
    if found is XLS and _has_password(rest):
        raise FileProtected
    if found in (XLSX, XLS, HTML):
        return found
    raise NotAWorkbook


def _was_office(beginning: bytes, rest: bytes) -> bool:
    """Whether a file begins as a workbook might and lost its directory."""
    other = any(name in rest for name in OTHERS)
    return beginning.startswith(ARCHIVE) or (beginning == COMPOUND and not other)


def _has_password(content: bytes) -> bool:
    """Whether the records of an .xls are encrypted: FILEPASS comes among the first of them."""
    at = content.find(GLOBALS)
    for _ in range(FIRST_RECORDS if at >= 0 else 0):
        kind, length = struct.unpack("<HH", content[at : at + 4].ljust(4, b"\0"))
        if kind == FILEPASS:
            return True
        at += 4 + length
    return False
