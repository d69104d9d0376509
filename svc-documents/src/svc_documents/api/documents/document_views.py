"""What people see of a document."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from shared.moments import Moment
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Effect, EffectOn, Force
from svc_documents.use_cases.effects.believing import DocumentName


class NameView(BaseModel):
    """Another document, by name."""

    document_id: UUID
    document_no: str
    title: str


class EffectView(BaseModel):
    """The effect on a day; null when no date is known."""

    effect: Effect | None
    title: str = Field(examples=["有效"])
    on: date
    since: date | None
    reason: str = ""
    ended_by: UUID | None = None
    replaced_by: NameView | None = Field(default=None, description="被哪份文件替代")


class SuspensionView(BaseModel):
    """An article that is not carried out for a time."""

    number: int
    article: str = Field(description="空为全文", examples=["第三条"])
    first: date = Field(description="自这一天停止执行")
    until: date | None = Field(description="自这一天恢复执行")
    reason: str


class ElementsView(BaseModel):
    """The twelve elements of the header (十二要素)."""

    index_no: str = Field(description="索引号", examples=["430S00001/2018-00014"])
    document_no: str = Field(description="文号", examples=["湘政发〔2019〕20号"])
    registration_no: str = Field(description="统一登记号", examples=["HNPR-2019-01019"])
    disclosure_mode: str = Field(description="公开方式")
    disclosure_scope: str = Field(description="公开范围")
    retention: str = Field(description="信息时效期")
    signed_on: date | None = Field(description="签署日期")
    registered_on: date | None = Field(description="登记日期")
    organ_name: str = Field(description="所属机构")
    theme: str = Field(description="所属主题")
    issued_on: date | None = Field(description="发文日期")
    responsible_organ: str = Field(description="公开责任部门")


class TextSummaryView(BaseModel):
    """Which text it is that applies; the text itself is at ``/text``."""

    version: int
    kind: str = Field(examples=["amendment"])
    applies_from: date | None
    versions: int = Field(description="共有几个文本版本")


class DocumentView(BaseModel):
    """One document."""

    document_id: UUID
    document_class: DocumentClass
    title: str
    short_title: str
    kind: str
    category: str
    organ_name: str
    joint_organs: list[str]
    elements: ElementsView
    effect: EffectView
    effective_on: date | None = Field(description="施行日期")
    effective_assumed: bool = Field(description="施行日期为推定（按公布之日）")
    valid_until: date | None = Field(description="有效期届满日（当日仍有效）")
    suspensions: list[SuspensionView] = Field(description="停止执行的条款")
    published_at: Moment | None
    stub: bool = Field(description="仅有文号和日期，没有正文")
    text: TextSummaryView | None = Field(default=None, description="当日适用的文本版本")


def effect_view(effect: EffectOn, day: date) -> EffectView:
    """The effect of a day as it is shown."""
    title = effect.effect.label if effect.effect else "施行日期不明"
    return EffectView(
        effect=effect.effect, title=title, on=day, since=effect.since, reason=effect.reason,
        ended_by=effect.ended_by,
    )  # fmt: skip


def elements_view(document: Document) -> ElementsView:
    """The header."""
    own = document.elements
    return ElementsView(
        index_no=own.index_no, document_no=document.document_no,
        registration_no=document.registration_no, disclosure_mode=own.disclosure_mode,
        disclosure_scope=own.disclosure_scope, retention=own.retention, signed_on=own.signed_on,
        registered_on=own.registered_on, organ_name=document.organ_name, theme=own.theme,
        issued_on=own.issued_on, responsible_organ=own.responsible_organ,
    )  # fmt: skip


def document_view(
    document: Document, day: date, replaced_by: DocumentName | None = None
) -> DocumentView:
    """A document as it stands on a day, and the name of what replaces it."""
    force = document.force
    effect = effect_view(force.on(day), day)
    if replaced_by is not None and effect.effect is Effect.REPLACED:
        effect.replaced_by = NameView(**asdict(replaced_by))
    return DocumentView(
        document_id=document.document_id, document_class=document.document_class,
        title=document.title, short_title=document.short_title, kind=document.kind,
        category=document.category, organ_name=document.organ_name,
        joint_organs=list(document.joint_organs), elements=elements_view(document),
        effect=effect, effective_on=force.first,
        effective_assumed=force.assumed, valid_until=document.valid_until,
        suspensions=_suspensions(force), published_at=document.published_at, stub=document.stub,
    )  # fmt: skip


def _suspensions(force: Force) -> list[SuspensionView]:
    """All that began or will; one lifted before its first day never was."""
    numbered = enumerate(force.suspensions, start=1)
    return [
        SuspensionView(number=number, **one._asdict())
        for number, one in numbered if one.until is None or one.until > one.first
    ]  # fmt: skip
