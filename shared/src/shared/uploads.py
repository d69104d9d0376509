"""Taking in a file: streamed to quarantine, measured, recognised, scanned, and only then used."""

import asyncio
import hashlib
import os
import unicodedata
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path
from typing import ClassVar, Protocol
from uuid import uuid4

from shared.file_types import (
    FILE_TYPES,
    MIB,
    TEXT_TYPES,
    FileType,
    file_type_of,
    is_cut,
    text_type_of,
)
from shared.refusals import Invalid, TooLarge, Unavailable, UnsupportedMedia

LIMIT_MIB = 20
NAME_LENGTH = 80
UNSAFE_CHARACTERS = '<>:"|?*'


@dataclass(eq=False)
class FileTooLarge(TooLarge):
    """文件超过大小限制。"""

    advice: ClassVar[str] = "文件不能超过 {limit_mib} MiB，请压缩或拆分后重新上传。"

    limit_mib: int


class FileEmpty(Invalid):
    """文件是空的。"""

    advice = "请检查文件能否正常打开，再重新上传。"


@dataclass(eq=False)
class FileTypeRefused(UnsupportedMedia):
    """不接受这种文件。"""

    accepted: list[str]

    def detail(self) -> str:
        """Name what is accepted."""
        names = "、".join(self.accepted)
        return f"文件类型按内容识别，只接受 {names}，请转换格式后重新上传。"


@dataclass(eq=False)
class FileIncomplete(FileTypeRefused):
    """文件不完整或已损坏。"""

    def detail(self) -> str:
        """Say how it comes, and what to do."""
        return "文件可能在复制或上传时中断。请确认它能正常打开，另存一份后重新上传。"


@dataclass(eq=False)
class FileInfected(Invalid):
    """文件未通过病毒检查。"""

    advice: ClassVar[str] = "检出 {found}，文件没有保存。请在本机查杀病毒后重新上传。"

    found: str


class FilesAway(Unavailable):
    """文件暂时无法保存。"""

    retry_after = 30


class Scanner(Protocol):
    """Looks for malware."""

    async def scan(self, path: Path) -> str | None:
        """The name of what was found, nothing when clean. Refused with ScannerAway."""


@dataclass(frozen=True)
class Upload:
    """A file that passed every check and still lies in quarantine."""

    path: Path
    name: str
    type: FileType
    size: int
    sha256: str


@asynccontextmanager
async def received(
    chunks: AsyncIterator[bytes],
    name: str,
    *,
    quarantine: Path,
    accepted: Collection[FileType] = FILE_TYPES,
    limit_mib: int = LIMIT_MIB,
    scanner: Scanner | None = None,
) -> AsyncIterator[Upload]:
    """Take in a file; unless it is kept inside the block, nothing of it remains.

    Refused with FileTooLarge, FileEmpty, FileTypeRefused, FileIncomplete, MacrosRefused,
    ArchiveTooDense, FileProtected, FileInfected, ScannerAway or FilesAway.
    """
    path = quarantine / f"{uuid4().hex}.part"
    try:
        size, sha256 = await _written(chunks, path, limit_mib)
        kind = await asyncio.to_thread(_type_of, path, accepted)
        if kind is None or kind not in accepted:
            reason = FileIncomplete if await asyncio.to_thread(_is_cut, path) else FileTypeRefused
            known = (*FILE_TYPES, *TEXT_TYPES)
            raise reason([each.name for each in known if each in accepted])
        if scanner and (found := await scanner.scan(path)):
            raise FileInfected(found)
        yield Upload(path, safe_name(name, kind), kind, size, sha256)
    finally:
        path.unlink(missing_ok=True)


def safe_name(name: str, kind: FileType) -> str:
    """A name without folders, control characters or a false suffix, as people wrote it."""
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(each for each in text if each.isprintable() and each not in UNSAFE_CHARACTERS)
    kept = kept.strip(" .")
    suffix = next((each for each in kind.suffixes if kept.lower().endswith(each)), "")
    stem = kept.removesuffix(kept[len(kept) - len(suffix) :])[:NAME_LENGTH].strip(" .")
    return f"{stem or '未命名'}{suffix or kind.suffixes[0]}"


async def _written(chunks: AsyncIterator[bytes], path: Path, limit_mib: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    try:
        with await asyncio.to_thread(path.open, "xb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > limit_mib * MIB:
                    raise FileTooLarge(limit_mib)
                digest.update(chunk)
                await asyncio.to_thread(file.write, chunk)
            await asyncio.to_thread(settled, file)
    except OSError as fault:
        raise FilesAway from fault
    if size == 0:
        raise FileEmpty
    return size, digest.hexdigest()


def settled(file: BufferedWriter) -> None:
    """What was written is on the disk, not only on its way there."""
    file.flush()
    os.fsync(file.fileno())


def _type_of(path: Path, accepted: Collection[FileType]) -> FileType | None:
    with path.open("rb") as file:
        kind = file_type_of(file)
        if kind is not None or not any(each in accepted for each in TEXT_TYPES):
            return kind
        file.seek(0)
        return text_type_of(file)


def _is_cut(path: Path) -> bool:
    with path.open("rb") as file:
        return is_cut(file)
