"""What people see of a matter whose basis is dead."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.moments import Moment
from svc_approvals.api.shown import Shown
from svc_approvals.domain.catalogue.basis_guard import BasisFlag
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.use_cases.catalogue.rebasing import Named, Wanted

REFERENCE = r"^[^\x00]*\S[^\x00]*$"
MOST = 50


class DeadDocumentView(BaseModel):
    """A document that is not in force, and what stands in its place."""

    fee: str = Field(description="收费项目名称；空为事项本身的依据")
    reference: str = Field(examples=["公共场所卫生管理条例"])
    document_id: UUID | None
    effect: str = Field(examples=["repealed"])
    effect_name: str = Field(examples=["已废止"])
    since: date | None
    replaced_by: str = Field(examples=["《公共场所卫生管理条例》（国务院令第800号）"])


class BasisFlagView(BaseModel):
    """The flag of the basis guard (依据守护), shown to everybody."""

    model_config = ConfigDict(from_attributes=True)

    guard: Literal["warn", "block"] = Field(description="warn 仅提示；block 同时暂停受理")
    takes_cases: bool = Field(description="是否仍受理新的申请")
    since: date | None = Field(description="最早失效的日期")
    text: str = Field(examples=["本事项的依据“公共场所卫生管理条例”自2026年3月1日起已废止。"])
    documents: list[DeadDocumentView]

    @model_validator(mode="before")
    @classmethod
    def _shown(cls, found: object) -> object:
        return _members(found) if isinstance(found, BasisFlag) else found


def _members(flag: BasisFlag) -> dict[str, object]:
    named = [*(("", one) for one in flag.documents), *flag.fees]
    return {
        "guard": flag.guard, "takes_cases": flag.takes_cases, "since": flag.since,
        "text": flag.in_words(), "documents": [_document(*one) for one in named],
    }  # fmt: skip


def _document(fee: str, one: DocumentEffect) -> DeadDocumentView:
    return DeadDocumentView(
        fee=fee, reference=one.reference, document_id=one.document_id, effect=one.effect,
        effect_name=one.name, since=one.since, replaced_by=one.replaced_by,
    )  # fmt: skip


class DeadBasisView(Shown):
    """A matter in force, or a fee of it, that rests on a dead document."""

    matter_code: str
    matter_name: str
    version: int = Field(description="事项的修订号，重新确定依据时作 If-Match")
    number: int = Field(description="现行版本号")
    lead_organ: str
    lead_organ_name: str
    part: Literal["basis", "fee"] = Field(description="basis 设定依据；fee 收费依据")
    label: str = Field(description="所引条款，或收费项目名称")
    reference: str
    document_id: UUID | None
    title: str
    effect: str
    effect_name: str = Field(examples=["已废止"])
    since: date | None
    replaced_by: str
    running_cases: int = Field(description="这个事项在办的办件数")
    withdrawn_at: Moment | None


class ReplacementRequest(BaseModel):
    """One document in another's place; each named by reference or by id."""

    model_config = ConfigDict(extra="forbid")

    from_reference: str = Field(default="", max_length=500, examples=["湘政价[2015]719号"])
    from_document_id: UUID | None = None
    to_reference: str = Field(default="", max_length=500, examples=["湘发改价费〔2026〕12号"])
    to_document_id: UUID | None = Field(
        default=None, description="须是已有事项引用过的文件；否则请写 to_reference"
    )
    clause: str = Field(default="", max_length=500, description="新文件的条款；不填则不保留原条款")

    @model_validator(mode="after")
    def _named_once(self) -> "ReplacementRequest":
        old = bool(self.from_reference.strip()) + (self.from_document_id is not None)
        new = bool(self.to_reference.strip()) + (self.to_document_id is not None)
        if old != 1 or new != 1:
            raise ValueError("原文件和新文件都只写 reference 或 document_id 中的一个")
        return self

    def wanted(self) -> Wanted:
        """As the use case takes it."""
        return Wanted(
            Named(self.from_reference, self.from_document_id),
            Named(self.to_reference.strip(), self.to_document_id), self.clause.strip(),
        )  # fmt: skip


class RebaseRequest(BaseModel):
    """Documents to be replaced together."""

    model_config = ConfigDict(extra="forbid")

    replacements: list[ReplacementRequest] = Field(min_length=1, max_length=MOST)
