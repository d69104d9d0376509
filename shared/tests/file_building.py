"""Small files of every kind, as they begin and end in real life."""

import io
import zipfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

PDF_BYTES = b"%PDF-1.7\n%%EOF\n"
JPEG_BYTES = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\xff\xd9"
PNG_BYTES = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
DOCX_ENTRIES = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
XLSX_ENTRIES = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
OFD_ENTRIES = {"OFD.xml": b"<OFD/>", "Doc_0/Document.xml": b"<Document/>"}


def a_zip(entries: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def a_compound_file(*streams: str) -> bytes:
    """The container of old Office files, with the names of its streams."""
    names = (f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + b"".join(names)


async def in_chunks(content: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
