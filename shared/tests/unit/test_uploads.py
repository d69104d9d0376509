import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from file_building import DOCX_ENTRIES, PDF_BYTES, PNG_BYTES, a_zip, in_chunks, names_in
from hypothesis import given
from hypothesis import strategies as some

from shared.file_types import JPEG, MIB, PDF, PNG, XLSX
from shared.uploads import (
    FileEmpty,
    FileIncomplete,
    FilesAway,
    FileTooLarge,
    FileTypeRefused,
    received,
    safe_name,
)


async def test_a_file_is_measured_and_recognised_in_quarantine(tmp_path: Path) -> None:
    async with received(in_chunks(PDF_BYTES, 3), "申请表.PDF", quarantine=tmp_path) as upload:
        assert upload.path.read_bytes() == PDF_BYTES
        assert (upload.name, upload.type, upload.size) == ("申请表.pdf", PDF, len(PDF_BYTES))
        assert upload.sha256 == hashlib.sha256(PDF_BYTES).hexdigest()
    assert names_in(tmp_path) == []


async def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    async with received(in_chunks(PNG_BYTES), "照片.pdf", quarantine=tmp_path) as upload:
        assert (upload.name, upload.type) == ("照片.pdf.png", PNG)


async def test_a_file_over_the_limit_is_refused_before_the_rest_is_read(tmp_path: Path) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield bytes(MIB)

    with pytest.raises(FileTooLarge) as refused:
        async with received(endless(), "大.pdf", quarantine=tmp_path, limit_mib=2):
            pass
    assert (refused.value.limit_mib, read) == (2, 3)
    assert "2 MiB" in refused.value.detail()
    assert names_in(tmp_path) == []


async def test_a_file_of_exactly_the_limit_is_taken(tmp_path: Path) -> None:
    content = PDF_BYTES.ljust(MIB, b"\n")
    async with received(in_chunks(content), "满.pdf", quarantine=tmp_path, limit_mib=1) as upload:
        assert upload.size == MIB


async def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileEmpty):
        async with received(in_chunks(b""), "空.pdf", quarantine=tmp_path):
            pass


async def test_a_program_named_pdf_is_refused_saying_what_is_accepted(tmp_path: Path) -> None:
    with pytest.raises(FileTypeRefused) as refused:
        async with received(in_chunks(b"MZ\x90"), "申请表.pdf", quarantine=tmp_path):
            pass
    assert refused.value.accepted == ["PDF", "OFD", "JPEG", "PNG", "DOCX", "XLSX", "XLS", "ZIP"]
    assert "PDF、OFD、JPEG" in refused.value.detail()


async def test_a_file_cut_in_the_middle_is_refused_saying_how_it_comes(tmp_path: Path) -> None:
    whole = a_zip(DOCX_ENTRIES)
    with pytest.raises(FileIncomplete, match="中断"):
        async with received(in_chunks(whole[:-30]), "半.docx", quarantine=tmp_path):
            pass
    assert names_in(tmp_path) == []


async def test_a_place_may_accept_fewer_kinds(tmp_path: Path) -> None:
    with pytest.raises(FileTypeRefused) as refused:
        async with received(
            in_chunks(a_zip(DOCX_ENTRIES)), "表.xlsx", quarantine=tmp_path, accepted=[XLSX, PDF]
        ):
            pass
    assert refused.value.accepted == ["PDF", "XLSX"]


async def test_a_broken_connection_leaves_nothing_behind(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield PDF_BYTES
        raise EOFError

    with pytest.raises(EOFError):
        async with received(broken(), "断.pdf", quarantine=tmp_path):
            pass
    assert names_in(tmp_path) == []


async def test_a_missing_folder_is_a_reason_to_come_back_later(tmp_path: Path) -> None:
    with pytest.raises(FilesAway):
        async with received(in_chunks(PDF_BYTES), "表.pdf", quarantine=tmp_path / "gone"):
            pass


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("营业执照.jpg", "营业执照.jpg"),
        ("营业执照.JPEG", "营业执照.jpeg"),
        ("../../etc/passwd", "passwd.jpg"),
        (r"C:\文件\照片.jpg", "照片.jpg"),
        ("照\u202egpj.exe\n\0.jpg", "照gpj.exe.jpg"),
        ('a"b<c>|?*.jpg', "abc.jpg"),
        ("报告.2026", "报告.2026.jpg"),
        ("", "未命名.jpg"),
        ("...", "未命名.jpg"),
        ("长" * 300 + ".jpg", "长" * 80 + ".jpg"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(name: str, safe: str) -> None:
    assert safe_name(name, JPEG) == safe


@given(some.text())
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name, PDF)
    assert safe.isprintable()
    assert not set(safe) & set('/\\:"')
    assert safe.endswith(".pdf")
    assert not safe.startswith(".")
