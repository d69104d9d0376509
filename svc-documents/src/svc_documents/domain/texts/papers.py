"""A document as it is put before people, the same in every form (HTML, PDF, Markdown)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Cause, Effect, EffectOn
from svc_documents.domain.texts.blocks import Block

WATERMARKS = {
    Effect.NOT_YET: "尚未生效", Effect.LAPSED: "已失效", Effect.REPEALED: "已废止",
    Effect.REPLACED: "已被替代",
}  # fmt: skip
ENDED = {Effect.LAPSED: "失效", Effect.REPEALED: "废止", Effect.REPLACED: "被替代"}
ROLES = {
    Effect.REPLACED: "替代它的文件", Effect.REPEALED: "废止它的文件", Effect.LAPSED: "依据的决定",
}  # fmt: skip
WHY = {Cause.LAPSED: "有效期届满", Cause.CLEANED_UP: "经清理不再继续有效"}


@dataclass(frozen=True, slots=True)
class Another:
    """Another document, as one refers to it."""

    title: str
    document_no: str
    address: str
    role: str = "替代它的文件"

    def __str__(self) -> str:
        return f"《{self.title}》" + (f"（{self.document_no}）" if self.document_no else "")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown of a document on a day."""

    title: str
    document_no: str
    facts: tuple[tuple[str, str], ...]  # the twelve elements, and effect and dates beside them
    watermark: str  # empty when it is in force
    notices: tuple[str, ...]  # to be known before reading
    ended_by: Another | None
    blocks: Sequence[Block] = field(default_factory=list)
    address: str = ""
    has_source: bool = False  # the file it came from can be had


def paper_of(document: Document, day: date, today: date) -> Paper:
    """A document without its text, as it stands on a day."""
    effect = document.force.on(day)
    return Paper(
        title=document.title, document_no=document.document_no,
        facts=tuple(_facts(document, effect)),
        watermark=WATERMARKS.get(effect.effect, "") if effect.effect else "",
        notices=tuple(_notices(document, effect, day, today)), ended_by=None,
    )  # fmt: skip


def in_chinese(day: date | None) -> str:
    """2024年11月10日, without zeros in front (GB/T 9704, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _facts(document: Document, effect: EffectOn) -> Iterator[tuple[str, str]]:
    own = document.elements
    yield "索引号", own.index_no
    yield "文号", document.document_no
    yield "统一登记号", document.registration_no
    yield "公开方式", own.disclosure_mode
    yield "公开范围", own.disclosure_scope
    yield "信息时效期", own.retention
    yield "签署日期", in_chinese(own.signed_on)
    yield "登记日期", in_chinese(own.registered_on)
    yield "所属机构", "、".join((document.organ_name, *document.joint_organs))
    yield "所属主题", own.theme
    yield "发文日期", in_chinese(own.issued_on)
    yield "公开责任部门", own.responsible_organ
    first = in_chinese(document.force.first)
    yield "施行日期", f"{first}（推定）" if first and document.force.assumed else first
    yield "效力状态", effect.effect.label if effect.effect else "施行日期不明"


def _notices(document: Document, effect: EffectOn, day: date, today: date) -> Iterator[str]:
    if day != today:
        yield f"以下是{in_chinese(day)}的文本和效力，不一定是现行的。"
    if effect.effect in ENDED:
        why = effect.reason or WHY.get(document.force.cause or Cause.LAPSED, "")
        ended = f"{ENDED[effect.effect]}（{why}）" if why else ENDED[effect.effect]
        yield f"本文件自{in_chinese(effect.since)}起{ended}，不再作为行政管理的依据。"
    if effect.effect is Effect.NOT_YET:
        first = in_chinese(document.force.first)
        yield f"本文件自{first}起施行，目前尚未生效。"
    for one in document.force.suspensions:
        if one.covers(day):
            until = f"至{in_chinese(one.until)}前" if one.until else ""
            why = f"（{one.reason}）" if one.reason else ""
            yield f"{one.article or '全文'}自{in_chinese(one.first)}起{until}停止执行{why}。"
    if effect.effect is None:
        yield "本文件的施行日期不明，不能据以判断某一天是否有效。"
