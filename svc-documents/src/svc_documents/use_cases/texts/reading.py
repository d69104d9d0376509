"""Read the texts of a document: of a day, by number, one article, two compared."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.refusals import Invalid, NotFound
from svc_documents.domain.effects.effects import Suspension
from svc_documents.domain.texts.articles import Article, article
from svc_documents.domain.texts.differences import Change, differences
from svc_documents.storage.documents import text_versions
from svc_documents.storage.documents.text_versions import TextVersion

Which = int | date


@dataclass(eq=False)
class TextMissing(NotFound):
    """这份文件没有正文。"""

    advice: ClassVar[str] = "目前只登记了文号和日期；请向发文机关查阅，或稍后再看。"


@dataclass(eq=False)
class TextVersionNotFound(NotFound):
    """没有这个文本版本。"""

    advice: ClassVar[str] = "没有 {version}。请在这份文件的 /versions 中查看有哪些版本。"

    version: str


@dataclass(eq=False)
class PartNotFound(NotFound):
    """这个文本中没有这一条。"""

    advice: ClassVar[str] = "没有找到“{reference}”。可以写成“第三条第二款”“3”或正文中的锚点。"

    reference: str


@dataclass(eq=False)
class NothingToCompare(Invalid):
    """没有可以对比的两个版本。"""

    advice: ClassVar[str] = "这份文件只有一个文本版本；请用 from 和 to 指定两个版本号或两个日期。"


async def text_on(work: UnitOfWork, document_id: UUID, day: date) -> TextVersion:
    """The text that applied on a day; before any did, the one that was to apply first.

    Refused with TextMissing.
    """
    text = await text_versions.on_day(work, document_id, day)
    text = text or await text_versions.earliest(work, document_id)
    if text is None:
        raise TextMissing
    return text


async def version(work: UnitOfWork, document_id: UUID, which: Which) -> TextVersion:
    """A text by its number or by a day; refused with TextVersionNotFound or TextMissing."""
    if isinstance(which, date):
        return await text_on(work, document_id, which)
    text = await text_versions.with_number(work, document_id, which)
    if text is None:
        raise TextVersionNotFound(f"版本 {which}")
    return text


def part_of(text: TextVersion, reference: str) -> Article:
    """An article, clause or item of a text; refused with PartNotFound."""
    found = article(text.blocks, reference)
    if found is None:
        raise PartNotFound(reference[:40])
    return found


def suspension_of(
    text: TextVersion, part: Article, suspensions: tuple[Suspension, ...], day: date
) -> Suspension | None:
    """The suspension that covers a part on a day: of all, of it, or of what it stands in."""
    for one in suspensions:
        if one.covers(day):
            meant = article(text.blocks, one.article) if one.article else None
            if not one.article or (meant and _within(part.anchor, meant.anchor)):
                return one
    return None


async def compared(
    work: UnitOfWork, document_id: UUID, earlier: Which | None, later: Which | None
) -> tuple[TextVersion, TextVersion, list[Change]]:
    """Two texts and what changed; by default the last one and the one before it.

    Refused with TextVersionNotFound, TextMissing or NothingToCompare.
    """
    last = await text_versions.counted(work, document_id)
    new = await version(work, document_id, later if later is not None else last)
    if earlier is None and new.number == 1:
        raise NothingToCompare
    old = await version(work, document_id, earlier if earlier is not None else new.number - 1)
    return old, new, await asyncio.to_thread(differences, old.blocks, new.blocks)


def _within(anchor: str, whole: str) -> bool:
    return anchor == whole or anchor.startswith(f"{whole}-")
