"""Check the parts of a document's text that somebody names (第三条第二款)."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from shared.refusals import FieldError
from svc_documents.domain.texts.parts import has_part, last_article
from svc_documents.storage.documents import text_versions
from svc_documents.storage.documents.text_versions import TextVersion


async def parts_not_there(
    work: UnitOfWork, document_id: UUID, named: Sequence[str], days: Iterable[date]
) -> list[FieldError]:
    """What is wrong with each part that stands in none of the texts of these days.

    Of a document without a text nothing is known, and nothing wrong.
    """
    texts = await _texts(work, document_id, days) if named else []
    if not texts:
        return []
    last = last_article(texts[0].blocks)
    known = f"最后一条是{last}" if last else "正文没有分条"
    return [
        FieldError(f"/articles/{n}", "no_such_part", f"这份文件的正文中没有{one}；{known}。")
        for n, one in enumerate(named) if not any(has_part(text.blocks, one) for text in texts)
    ]  # fmt: skip


async def _texts(
    work: UnitOfWork, document_id: UUID, days: Iterable[date]
) -> Sequence[TextVersion]:
    """The different texts of some days, the first day's first."""
    found: dict[int, TextVersion] = {}
    for day in dict.fromkeys(days):
        text = await text_versions.on_day(work, document_id, day)
        text = text or await text_versions.earliest(work, document_id)
        if text is not None:
            found.setdefault(text.number, text)
    return list(found.values())
