"""What kind of workbook a file is, by its content: offices send HTML under the name of .xls."""

import struct
from pathlib import Path
from typing import Final

from shared.file_types import (
    HTML,
    XLS,
    XLSX,
    FileProtected,
    FileType,
    file_type_of,
    is_cut,
    text_type_of,
)
from svc_budget.domain.workbooks.files import (
    NotAWorkbook,
    WorkbookCorrupt,
    WorkbookEmpty,
)

GLOBALS: Final = b"\x09\x08\x10\0\0\x06\x05\0"  # BOF of the workbook's stream (MS-XLS 2.4.21)
FILEPASS: Final = 0x002F
FIRST_RECORDS: Final = 6


def kind_of(path: Path) -> FileType:
    """XLSX, XLS or HTML.

    Refused with WorkbookEmpty, WorkbookCorrupt, NotAWorkbook, or as shared.file_types refuses:
    ArchiveTooDense, MacrosRefused, FileProtected.
    """
    if not path.stat().st_size:
        raise WorkbookEmpty
    with path.open("rb") as file:
        found = file_type_of(file)
        file.seek(0)
        if found is None and is_cut(file):
            raise WorkbookCorrupt
        file.seek(0)
        if found is None:
            found = text_type_of(file)
        if found is XLS and _has_password(file.read()):
            raise FileProtected
    if found in (XLSX, XLS, HTML):
        return found
    raise NotAWorkbook


def _has_password(content: bytes) -> bool:
    """Whether the records of an .xls are encrypted: FILEPASS comes among the first of them."""
    at = content.find(GLOBALS)
    for _ in range(FIRST_RECORDS if at >= 0 else 0):
        kind, length = struct.unpack("<HH", content[at : at + 4].ljust(4, b"\0"))
        if kind == FILEPASS:
            return True
        at += 4 + length
    return False
