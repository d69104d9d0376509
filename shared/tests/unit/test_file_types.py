import io
import struct

import pytest
from file_building import (
    DOCX_ENTRIES,
    JPEG_BYTES,
    OFD_ENTRIES,
    PDF_BYTES,
    PNG_BYTES,
    XLSX_ENTRIES,
    a_compound_file,
    a_zip,
)
from hypothesis import given
from hypothesis import strategies as some

from shared import file_types
from shared.file_types import (
    ArchiveTooDense,
    FileType,
    MacrosRefused,
    file_type_of,
    is_cut,
    text_type_of,
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF_BYTES, file_types.PDF),
        (JPEG_BYTES, file_types.JPEG),
        (PNG_BYTES, file_types.PNG),
        (a_zip(OFD_ENTRIES), file_types.OFD),
        (a_zip(DOCX_ENTRIES), file_types.DOCX),
        (a_zip(XLSX_ENTRIES), file_types.XLSX),
        (a_zip(XLSX_ENTRIES, comment=b"PK\x05 saved by an office"), file_types.XLSX),
        (a_compound_file("Root Entry", "Workbook"), file_types.XLS),
        (a_compound_file("Root Entry", "Book"), file_types.XLS),
        (a_zip({"照片/一.jpg": JPEG_BYTES}), file_types.ZIP),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: FileType) -> None:
    assert file_type_of(io.BytesIO(content)) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"<html>saved as .xls</html>",
        b"GIF89a %PDF-1.7",
        b"PK\x03\x04 no directory at its end",
        a_zip({}),
        a_compound_file("Root Entry", "WordDocument"),
        a_compound_file("Root Entry", "WordDocument", "ObjectPool", "Workbook"),
        a_compound_file("Root Entry", "PowerPoint Document"),
    ],
)
def test_everything_else_is_not_known(content: bytes) -> None:
    assert file_type_of(io.BytesIO(content)) is None


@pytest.mark.parametrize("content", [a_zip(XLSX_ENTRIES), a_compound_file("Root", "Workbook")])
def test_an_office_file_cut_in_the_middle_is_known_for_what_is_lost(content: bytes) -> None:
    assert is_cut(io.BytesIO(content[: len(content) // 2]))
    assert not is_cut(io.BytesIO(content))


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00 a program", a_compound_file("Root Entry", "WordDocument")]
)
def test_what_is_another_file_is_not_cut(content: bytes) -> None:
    assert not is_cut(io.BytesIO(content))


def test_a_document_with_macros_is_refused_and_says_so() -> None:
    with pytest.raises(MacrosRefused, match="宏"):
        file_type_of(io.BytesIO(a_zip({**XLSX_ENTRIES, "xl/vbaProject.bin": b"Sub Auto_Open()"})))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><p>x", file_types.HTML),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?><!-- saved --> <HTML>", file_types.HTML),
        ("<p>没有页头</p>".encode("gb18030"), file_types.HTML),
        ("<html>".encode("utf-16"), file_types.HTML),
        ("# 标题\n\n第一条 内容。".encode(), file_types.MARKDOWN),
        (b"<3 hearts", file_types.MARKDOWN),
        (b"MZ\x90\x00 a program", None),
    ],
)
def test_text_is_known_by_what_it_is_not(content: bytes, kind: FileType | None) -> None:
    assert text_type_of(io.BytesIO(content)) is kind


def test_a_document_that_grows_too_much_when_unpacked_is_refused_unread() -> None:
    bomb = bytearray(a_zip(DOCX_ENTRIES))
    struct.pack_into("<L", bomb, bomb.find(b"PK\x01\x02") + 24, 1024**3)
    with pytest.raises(ArchiveTooDense) as refused:
        file_type_of(io.BytesIO(bytes(bomb)))
    assert "200 MiB" in refused.value.detail()


def test_a_document_of_too_many_entries_is_refused() -> None:
    entries = {**DOCX_ENTRIES, **{f"word/{n}.xml": b"" for n in range(2000)}}
    with pytest.raises(ArchiveTooDense):
        file_type_of(io.BytesIO(a_zip(entries)))


@given(some.binary(), some.integers(0, 400), some.sampled_from(["docx", "noise"]))
def test_damaged_files_never_break_the_reader(noise: bytes, place: int, start: str) -> None:
    content = a_zip(DOCX_ENTRIES) if start == "docx" else b"PK\x03\x04"
    file_type_of(io.BytesIO(content[:place] + noise + content[place:]))


def test_a_workbook_with_a_password_is_refused_with_advice() -> None:
    with pytest.raises(file_types.FileProtected, match="密码"):
        file_type_of(io.BytesIO(a_compound_file("Root Entry", "EncryptedPackage")))
