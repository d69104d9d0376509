"""What kind of workbook a file is, by its content: offices send HTML under the name of .xls."""

from pathlib import Path
from typing import Final

from shared.file_types import HTML, XLS, XLSX, FileType, file_type_of, text_type_of
from svc_budget.domain.workbooks.files import (
    NotAWorkbook,
    WorkbookCorrupt,
    WorkbookEmpty,
)

BEGINNING: Final = 8
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
    if found in (XLSX, XLS, HTML):
        return found
    raise NotAWorkbook


def _was_office(beginning: bytes, rest: bytes) -> bool:
    """Whether a file begins as a workbook might and lost its directory."""
    other = any(name in rest for name in OTHERS)
    return beginning.startswith(ARCHIVE) or (beginning == COMPOUND and not other)
