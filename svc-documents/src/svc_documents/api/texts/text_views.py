"""What people see of a text, its versions, its parts, and what changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field
from rjieba import cut

from shared.moments import Moment
from svc_documents.api.documents.document_views import EffectView
from svc_documents.domain.texts.articles import Article
from svc_documents.domain.texts.blocks import HEADINGS, line_of
from svc_documents.domain.texts.differences import Change
from svc_documents.domain.texts.units import Unit
from svc_documents.storage.documents.text_versions import TextKind, TextVersion

BlockKind = Literal[
    "part", "chapter", "section", "heading", "article", "paragraph", "item", "table",
    "attachment", "addressee", "signature",
]  # fmt: skip


class BlockView(BaseModel):
    """One part of a text, in its order."""

    kind: BlockKind
    text: str = Field(description="不含编号；表格为各单元格的文字")
    number: str = Field("", description="原文的编号", examples=["第三条"])
    anchor: str = Field("", description="各版本相同的锚点", examples=["art-3", "art-3-p2-i1"])
    level: int = Field(0, description="标题或项的层级")
    rows: list[list[str]] = Field(default=[], description="表格的单元格")


class VersionView(BaseModel):
    """What is said of a text version."""

    number: int
    kind: TextKind
    applies_from: date | None = Field(description="从这一天起适用；null 为自始")
    title: str
    reason: str = Field(description="修改或更正的原因")
    source_name: str = Field(description="原始文件名；空表示没有原始文件")
    recorded_at: Moment
    characters: int


class ContentsEntry(BaseModel):
    """A line of the table of contents."""

    anchor: str
    title: str
    level: int


class TextView(BaseModel):
    """A text, in its parts."""

    document_id: UUID
    version: VersionView
    contents: list[ContentsEntry]
    blocks: list[BlockView]


class ArticleView(BaseModel):
    """An article, a clause or an item."""

    document_id: UUID
    anchor: str = Field(examples=["art-3-p2"])
    title: str = Field(examples=["第三条第二款"])
    under: list[str] = Field(description="所在的编、章、节", examples=[["第一章 总则"]])
    text: str
    blocks: list[BlockView]
    version: VersionView
    effect: EffectView = Field(description="文件当日的效力")
    suspended: bool = Field(description="这一条当日停止执行")
    suspension_reason: str = ""


class SegmentView(BaseModel):
    """A stretch of characters that stayed, went or came."""

    op: Literal["same", "removed", "added"]
    text: str


class ChangeView(BaseModel):
    """What became of an article."""

    kind: Literal["unchanged", "renumbered", "changed", "added", "removed"]
    before: str | None = Field(description="旧文本中的名称", examples=["第五条"])
    after: str | None = Field(description="新文本中的名称", examples=["第十条"])
    before_anchor: str = ""
    after_anchor: str = ""
    segments: list[SegmentView]


class DiffView(BaseModel):
    """Two versions compared."""

    document_id: UUID
    from_version: VersionView
    to_version: VersionView
    counts: dict[str, int] = Field(examples=[{"changed": 3, "added": 1}])
    changes: list[ChangeView]


def version_view(text: TextVersion) -> VersionView:
    """What is said of a version."""
    return VersionView(
        number=text.number, kind=text.kind, applies_from=text.applies_from, title=text.title,
        reason=text.reason, source_name=text.source_name, recorded_at=text.recorded_at,
        characters=len(text.plain),
    )  # fmt: skip


def text_view(text: TextVersion) -> TextView:
    """A whole text."""
    return TextView(
        document_id=text.document_id, version=version_view(text),
        contents=list(contents_of(text.blocks)), blocks=_blocks(text.blocks),
    )  # fmt: skip


def contents_of(blocks: Iterable[dict[str, Any]]) -> Iterator[ContentsEntry]:
    """The headings that can be gone to."""
    for one in blocks:
        if one["kind"] in HEADINGS and one.get("anchor"):
            yield ContentsEntry(anchor=one["anchor"], title=line_of(one), level=one.get("level", 1))


def article_view(
    text: TextVersion, part: Article, effect: EffectView, why: str | None
) -> ArticleView:
    """A part of a text; ``why`` it is suspended, None when it is not."""
    return ArticleView(
        document_id=text.document_id, anchor=part.anchor, title=part.title, under=list(part.under),
        text=part.text, blocks=_blocks(part.blocks), version=version_view(text), effect=effect,
        suspended=why is not None, suspension_reason=why or "",
    )  # fmt: skip


def change_view(change: Change) -> ChangeView:
    """What became of an article."""
    return ChangeView(
        kind=change.kind, before=_title(change.before), after=_title(change.after),
        before_anchor=change.before.anchor if change.before else "",
        after_anchor=change.after.anchor if change.after else "",
        segments=[SegmentView(op=op, text=text) for op, text in change.segments(cut)],
    )  # fmt: skip


def _title(unit: Unit | None) -> str | None:
    return unit.title if unit else None


def _blocks(blocks: Sequence[dict[str, Any]]) -> list[BlockView]:
    return [BlockView.model_validate(one) for one in blocks]
