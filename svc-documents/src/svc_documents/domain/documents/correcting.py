"""Corrections (勘误) of what is published: recorded with their reason, nothing is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from shared.refusals import Conflict
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import State


@dataclass(eq=False)
class NothingToCorrect(Conflict):
    """没有需要更正的内容。"""

    advice: ClassVar[str] = "提交的内容与现有内容相同，或没有提交任何内容。"


@dataclass(eq=False)
class NotPublished(Conflict):
    """文件尚未公布，不需要勘误。"""

    advice: ClassVar[str] = "公布之前请直接修改草稿。"


@dataclass(frozen=True, slots=True)
class Changed:
    """One member of the header: what it was, and what it is now."""

    name: str
    before: str
    after: str


def correct(document: Document, changes: Mapping[str, Any]) -> list[Changed]:
    """Correct members of a published document; answers those that are others now."""
    if document.state is not State.PUBLISHED:
        raise NotPublished
    changed = []
    for name, value in changes.items():
        holder = document if hasattr(document, name) else document.elements
        before = getattr(holder, name)
        if before != value:
            setattr(holder, name, value)
            changed.append(Changed(name, _shown(before), _shown(value)))
    return changed


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(value) if isinstance(value, tuple) else str(value or "")
