"""What people see of a basis check."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from svc_documents.api.documents.document_views import EffectView, effect_view
from svc_documents.domain.basis.resolving import Answer, Held
from svc_documents.domain.effects.effects import Effect
from svc_documents.use_cases.basis.resolving import BasisAnswer

MOST_CANDIDATES = 20
UNKNOWN = "文件库中没有找到这份文件，请核对题名或文号。"
CANDIDATES = "可能是多份文件中的一份，请写明文号。"
NO_DATE = "施行日期不明，不能答复当日是否有效。"
SUSPENDED = "{articles}已停止执行，引用时请核对。"
NOT_AMONG = "所引条款不在停止执行之列。"


class CitedDocument(BaseModel):
    """A document as a reference names it."""

    document_id: UUID
    title: str
    document_no: str = Field(examples=["湘政发〔2019〕20号"])
    registration_no: str
    organ_name: str
    issued_on: date | None
    href: str = Field(examples=["/api/v1/documents/018f2b7e-0000-7000-8000-000000000000"])


class BasisView(BaseModel):
    """What a reference means on a day, and whether something may rest on it then."""

    ref: str
    found: bool
    answer: Answer
    usable: bool = Field(description="当日可否作为依据；部分停止执行的可以，但有 warning")
    document: CitedDocument | None
    articles: list[str] = Field(description="所引条款", examples=[["第三条第二款"]])
    effect: EffectView | None = Field(description="当日的效力状态；没有找到时为空")
    replaced_by: CitedDocument | None = Field(description="失效后现行的替代文件")
    candidates: list[CitedDocument]
    note: str = Field(description="怎样认定、有何疑问", examples=[CANDIDATES])


def basis_view(asked: str, answer: BasisAnswer) -> BasisView:
    """An answer as it is shown."""
    found, on = answer.resolution, answer.effect
    effect = effect_view(on, answer.on) if found.document else None
    return BasisView(
        ref=asked,
        found=found.document is not None,
        answer=found.answer,
        usable=bool(on.effect and on.effect.usable),
        document=_cited(found.document) if found.document else None,
        articles=list(found.reference.articles),
        effect=effect,
        replaced_by=_cited(answer.replaced_by) if answer.replaced_by else None,
        candidates=[_cited(one) for one in found.candidates[:MOST_CANDIDATES]],
        note=_note(answer),
    )


def _note(answer: BasisAnswer) -> str:
    found = answer.resolution
    if found.answer is Answer.UNKNOWN:
        return UNKNOWN
    if found.answer is Answer.CANDIDATES:
        return found.note or CANDIDATES
    effect = answer.effect.effect
    doubt = NO_DATE if effect is None else ""
    return found.note + (_suspended(answer) if effect is Effect.SUSPENDED else doubt)


def _suspended(answer: BasisAnswer) -> str:
    """Which articles are not carried out, and whether the reference is to one of them."""
    document = answer.resolution.document
    covering = document.force.suspensions if document else ()
    articles = [one.article for one in covering if one.covers(answer.on)]
    said = SUSPENDED.format(articles="、".join(filter(None, articles)) or "全部条款")
    cited = answer.resolution.reference.articles
    touched = (
        not cited
        or not all(articles)
        or any(
            one.startswith(other) or other.startswith(one) for one in cited for other in articles
        )
    )
    return said if touched else said + NOT_AMONG


def _cited(one: Held) -> CitedDocument:
    return CitedDocument(
        document_id=one.document_id, title=one.title, document_no=one.document_no,
        registration_no=one.registration_no, organ_name=one.organ_name, issued_on=one.issued_on,
        href=f"/api/v1/documents/{one.document_id}",
    )  # fmt: skip
