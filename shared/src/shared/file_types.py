"""What a file is, read from its content; its name and what the browser says are not believed.

Archives are never unpacked here: only the directory at the end of a ZIP is read.
"""

import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, NamedTuple

from shared.refusals import Invalid, UnsupportedMedia

ENTRIES = 2_000
UNPACKED_MIB = 200
MIB = 1024 * 1024


@dataclass(eq=False)
class ArchiveTooDense(Invalid):
    """文件解压后过大，可能是压缩炸弹。"""

    advice: ClassVar[str] = (
        "请删去文件中多余的图片或附件（解压后不超过 {limit_mib} MiB）后重新上传。"
    )

    limit_mib: int = UNPACKED_MIB


class MacrosRefused(UnsupportedMedia):
    """文件中含有宏。"""

    advice = "请另存为不含宏的格式（.docx、.xlsx）后重新上传。"


class FileProtected(Invalid):
    """文件设有打开密码。"""

    advice = "请取消打开密码，重新保存后再上传。"


class FileType(NamedTuple):
    """A kind of file that may be uploaded; the first suffix is the usual one."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
PDF = FileType("PDF", "application/pdf", (".pdf",))
OFD = FileType("OFD", "application/ofd", (".ofd",))
JPEG = FileType("JPEG", "image/jpeg", (".jpg", ".jpeg"))
PNG = FileType("PNG", "image/png", (".png",))
DOCX = FileType("DOCX", f"{_OPEN_XML}.wordprocessingml.document", (".docx",))
XLSX = FileType("XLSX", f"{_OPEN_XML}.spreadsheetml.sheet", (".xlsx",))
XLS = FileType("XLS", "application/vnd.ms-excel", (".xls",))
ZIP = FileType("ZIP", "application/zip", (".zip",))
FILE_TYPES = (PDF, OFD, JPEG, PNG, DOCX, XLSX, XLS, ZIP)
HTML = FileType("HTML", "text/html", (".html", ".htm"))
MARKDOWN = FileType("Markdown", "text/markdown", (".md", ".markdown", ".txt"))
TEXT_TYPES = (HTML, MARKDOWN)  # known by what they are not; only where they are asked for

_BEGINNINGS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_PACKED = (
    ({"OFD.xml"}, OFD),
    ({"[Content_Types].xml", "word/document.xml"}, DOCX),
    ({"[Content_Types].xml", "xl/workbook.xml"}, XLSX),
)
_ARCHIVE, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(
    f"{name}\0".encode("utf-16-le")
    for name in ("WordDocument", "PowerPoint Document", "Workbook", "Book")
)
_BEGINNING = 64 * 1024
_COMMENTS = re.compile(rb"\A(?:<\?[^>]*>|<!--.*?-->|\s)+", re.DOTALL)
_TAG = re.compile(rb"<(?:!doctype\s+html|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_MACROS = re.compile(r"(?i)(^|/)vbaProject\.bin$")


def file_type_of(file: BinaryIO) -> FileType | None:
    """The type of a file, or nothing when it is none of ours.

    Refused with ArchiveTooDense, MacrosRefused or FileProtected.
    """
    beginning = file.read(8)
    if beginning.startswith(_ARCHIVE):
        return _packed_type(dict(_zip_directory(file)))
    if beginning == _COMPOUND:
        return XLS if _holds_a_workbook(file) else None
    return next((kind for start, kind in _BEGINNINGS if beginning.startswith(start)), None)


def is_cut(file: BinaryIO) -> bool:
    """Whether a file begins as archives or old Office files do and has lost its directory."""
    beginning = file.read(8)
    if beginning.startswith(_ARCHIVE):
        return not dict(_zip_directory(file))
    if beginning != _COMPOUND:
        return False
    content = file.read()
    return not any(name in content for name in _STREAMS)


def text_type_of(file: BinaryIO) -> FileType | None:
    """HTML or other text, judged by the beginning; nothing when it is not characters."""
    beginning = file.read(_BEGINNING)
    if b"\0" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    plain = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\t\r\n ")
    return HTML if _TAG.match(_COMMENTS.sub(b"", plain).lstrip()) else MARKDOWN


def _packed_type(entries: dict[str, int]) -> FileType | None:
    if not entries:
        return None
    if any(_MACROS.search(name) for name in entries):
        raise MacrosRefused
    kind = next((kind for names, kind in _PACKED if names <= entries.keys()), ZIP)
    if kind is not ZIP and (len(entries) >= ENTRIES or sum(entries.values()) > UNPACKED_MIB * MIB):
        raise ArchiveTooDense
    return kind


def _zip_directory(file: BinaryIO) -> Iterator[tuple[str, int]]:
    """Names and unpacked sizes of the first entries (APPNOTE.TXT 4.3.12 and 4.3.16)."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - 65_557))
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < 22:  # noqa: PLR2004 - the length of that record
        return
    size, offset = struct.unpack_from("<LL", tail, found + 12)
    file.seek(offset)
    directory = file.read(min(size, MIB))
    at = 0
    for _ in range(ENTRIES):
        if directory[at : at + 4] != b"PK\x01\x02" or len(directory) < at + 46:
            return
        unpacked, name, extra, comment = struct.unpack_from("<LHHH", directory, at + 24)
        yield directory[at + 46 : at + 46 + name].decode("utf-8", "replace"), unpacked
        at += 46 + name + extra + comment


def _holds_a_workbook(file: BinaryIO) -> bool:
    """Whether a compound file of old Office holds a table, and is not a text or slides."""
    content = file.read()
    if "EncryptedPackage\0".encode("utf-16-le") in content:
        raise FileProtected  # an OOXML file inside (MS-OFFCRYPTO 2.3)
    text, slides, *tables = (name in content for name in _STREAMS)
    return any(tables) and not text and not slides
