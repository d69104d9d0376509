"""What people see of funds, and what their managers send."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.basis.effects import DocumentEffect
from shared.database import UnitOfWork
from svc_budget.domain.funds.disclosures import (
    STATE_NAMES,
    Disclosure,
    DisclosureKind,
    DisclosureStanding,
    DisclosureState,
    Stated,
)
from svc_budget.domain.funds.funds import CATEGORY_NAMES, Category, Fund
from svc_budget.storage.funds.funds import Kept

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]
Words = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
BudgetYear = Annotated[int, Field(ge=1994, le=2200)]
NOBODY = UUID(int=0)
HANDLING = "主管部门将尽快更新管理办法，已安排的资金不受影响。"


class FundRequest(BaseModel):
    """A fund."""

    name: Name = Field(examples=["现代农业发展专项资金"])
    category: Category
    class_name: Annotated[str, StringConstraints(max_length=40)] = Field("", examples=["农林水"])
    region_code: str = Field(pattern=r"^\d{6}$", description="由哪个地区的财政部门公开")
    unit_code: str | None = Field(None, pattern=r"^[A-Za-z0-9-]{1,40}$", description="主管单位")
    organ_name: Name = Field(examples=["怀化市鹤城区农业农村局"])
    purpose: Words = ""
    established_on: date
    first_year: BudgetYear
    last_year: BudgetYear | None = Field(None, description="不填写表示仍在实施")

    def fund(self, fund_id: UUID, work: UnitOfWork) -> Fund:
        """As the domain takes it."""
        return Fund(fund_id, **self.model_dump(), entered_at=work.now)


class FundView(BaseModel):
    """A fund in a list."""

    model_config = ConfigDict(from_attributes=True)

    fund_id: UUID
    name: str
    category: Category
    class_name: str
    region_code: str
    unit_code: str | None
    organ_name: str
    first_year: int
    last_year: int | None
    basis_reference: str = Field(description="管理办法")
    basis_effect: str | None = Field(description="管理办法的效力状态；还不清楚的为 null")
    missing: int = Field(description="逾期未公开的事项数")


class FundDisclosureView(BaseModel):
    """One of the five disclosures (五公开)."""

    kind: DisclosureKind
    title: str
    year: int | None
    state: DisclosureState
    state_name: str
    light: str = Field(description="green、yellow、red", examples=["red"])
    due_on: date | None
    missing_since: date | None = Field(description="从哪一天起逾期未公开")
    days_late: int
    reference: str
    document_id: UUID | None
    published_on: date | None
    basis: str = Field(description="涉密不公开的依据，或者没有这一项的原因")
    version: int


class FundBasisView(BaseModel):
    """The document a fund is managed by."""

    reference: str
    document_id: UUID | None
    title: str
    effect: str | None
    effect_name: str
    since: date | None
    replaced_by: str
    flag: str = Field(description="管理办法已失效时的提示", examples=[""])


class FundWholeView(BaseModel):
    """A fund's page."""

    fund_id: UUID
    name: str
    category: Category
    category_name: str
    class_name: str
    region_code: str
    unit_code: str | None
    organ_name: str
    purpose: str
    established_on: date
    first_year: int
    last_year: int | None
    version: int
    basis: FundBasisView | None
    disclosures: list[FundDisclosureView]
    years: list[int] = Field(description="有分配数据的年度")


class FundDisclosureRequest(BaseModel):
    """What is said of one of the five disclosures."""

    stated: Stated
    title: Words = ""
    reference: Words = Field("", description="题名或文号", examples=["湘财农〔2026〕12号"])
    document_id: UUID | None = None
    published_on: date | None = None
    basis: Words = Field("", description="涉密不公开的依据，或者没有这一项的原因")

    def disclosure(self, fund_id: UUID, kind: DisclosureKind, year: int | None) -> Disclosure:
        """As the domain takes it."""
        return Disclosure(NOBODY, fund_id, kind, year, **self.model_dump())


LIGHTS = {DisclosureState.MISSING: "red", DisclosureState.WAITING: "yellow"}


def disclosure_view(one: DisclosureStanding) -> FundDisclosureView:
    """A disclosure as it stands today."""
    said = one.disclosure
    return FundDisclosureView(
        kind=one.rule.kind, title=one.rule.title, year=one.year, state=one.state,
        state_name=STATE_NAMES[one.state], light=LIGHTS.get(one.state, "green"),
        due_on=one.due_on, missing_since=one.missing_since, days_late=one.days_late,
        reference=said.reference if said else "", document_id=said.document_id if said else None,
        published_on=said.published_on if said else None, basis=said.basis if said else "",
        version=said.version if said else 0,
    )  # fmt: skip


def basis_view(reference: str, effect: DocumentEffect | None) -> FundBasisView | None:
    """The document a fund is managed by, with a flag when it is dead."""
    if not reference:
        return None
    if effect is None:
        return FundBasisView(
            reference=reference, document_id=None, title="", effect=None, effect_name="未核实",
            since=None, replaced_by="", flag="",
        )  # fmt: skip
    return FundBasisView(
        reference=reference, document_id=effect.document_id, title=effect.title,
        effect=effect.effect, effect_name=effect.name, since=effect.since,
        replaced_by=effect.replaced_by, flag=_flag(effect),
    )  # fmt: skip


def whole_view(
    kept: Kept,
    effect: DocumentEffect | None,
    stood: Sequence[DisclosureStanding],
    years: list[int],
) -> FundWholeView:
    """A fund's page."""
    one = kept.fund
    return FundWholeView(
        fund_id=one.fund_id, name=one.name, category=one.category,
        category_name=CATEGORY_NAMES[one.category], class_name=one.class_name,
        region_code=one.region_code, unit_code=one.unit_code, organ_name=one.organ_name,
        purpose=one.purpose, established_on=one.established_on, first_year=one.first_year,
        last_year=one.last_year, version=one.version,
        basis=basis_view(kept.basis_reference, effect),
        disclosures=[disclosure_view(each) for each in stood], years=years,
    )  # fmt: skip


def _flag(effect: DocumentEffect) -> str:
    return f"{effect.flag('本资金的管理办法')}{HANDLING}" if effect.is_dead else ""
