import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from file_building import PDF_BYTES, in_chunks, names_in

from shared.downloads import download, download_headers
from shared.file_store import SWEPT_AFTER, FileGone, FileStore, LocalFileStore, keep_sweeping
from shared.uploads import received

CASE, OTHER_CASE = UUID(int=1), UUID(int=2)


async def kept(store: FileStore, content: bytes = PDF_BYTES, owner: UUID = CASE) -> str:
    async with received(in_chunks(content), "表.pdf", quarantine=store.quarantine) as upload:
        return await store.keep(upload, owner)


async def content_of(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


async def test_a_kept_file_can_be_read_by_its_key(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path)
    key = await kept(store)

    assert await content_of(LocalFileStore(tmp_path).read(key)) == PDF_BYTES
    assert await store.size(key) == len(PDF_BYTES)
    assert names_in(store.quarantine) == []


async def test_the_same_content_is_kept_once_per_owner(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path)
    first, again, other = await kept(store), await kept(store), await kept(store, owner=OTHER_CASE)

    assert first == again != other
    await store.forget(first)
    await store.forget(first)
    with pytest.raises(FileGone):
        await store.size(first)
    assert await content_of(store.read(other)) == PDF_BYTES


@pytest.mark.parametrize("key", ["", "../../etc/passwd", f"{CASE}/../x", "0" * 36 + "/" + "0" * 64])
async def test_a_key_that_names_no_file_is_refused(tmp_path: Path, key: str) -> None:
    store = LocalFileStore(tmp_path)
    with pytest.raises(FileGone):
        await store.size(key)
    with pytest.raises(FileGone):
        await content_of(store.read(key))


async def test_leftovers_of_dead_processes_are_swept_from_quarantine(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path)
    (store.quarantine / "left.part").write_bytes(PDF_BYTES)
    now = datetime.now(UTC)

    assert await store.sweep(now - timedelta(hours=1)) == 0
    assert await store.sweep(now + timedelta(hours=1)) == 1
    assert names_in(store.quarantine) == []


async def test_the_job_sweeps_what_nobody_has_written_to_for_an_hour(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path)
    old = datetime.now(UTC) - SWEPT_AFTER - timedelta(minutes=1)
    for name in ("left.part", "fresh.part"):
        (store.quarantine / name).write_bytes(PDF_BYTES)
    os.utime(store.quarantine / "left.part", (old.timestamp(), old.timestamp()))

    job = asyncio.create_task(keep_sweeping(store))
    async with asyncio.timeout(10):
        while "left.part" in names_in(store.quarantine):  # noqa: ASYNC110 - the job tells nobody
            await asyncio.sleep(0.01)
    job.cancel()
    assert names_in(store.quarantine) == ["fresh.part"]


async def test_only_the_service_may_enter_the_folders(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path)
    assert store.quarantine.stat().st_mode & 0o077 == 0


async def test_a_download_carries_the_file_as_an_attachment(tmp_path: Path) -> None:
    store = LocalFileStore(tmp_path)
    answer = await download(store, await kept(store), "申请表.pdf", "application/pdf")

    assert answer.headers["content-length"] == str(len(PDF_BYTES))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_chinese_name_travels_encoded_beside_a_plain_one() -> None:
    assert download_headers("申请 表.pdf")["Content-Disposition"] == (
        "attachment; filename=\"_.pdf\"; filename*=UTF-8''%E7%94%B3%E8%AF%B7%20%E8%A1%A8.pdf"
    )


def test_a_name_cannot_add_a_header() -> None:
    disposition = download_headers('a"\r\nSet-Cookie: x=1;.pdf')["Content-Disposition"]
    assert disposition.isascii()
    assert disposition.isprintable()
    assert disposition.count('"') == 2
