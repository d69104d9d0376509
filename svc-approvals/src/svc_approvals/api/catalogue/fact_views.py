"""What every guide says of its matter, whoever reads it."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from shared.moments import Moment
from svc_approvals.api.catalogue.basis_views import BasisFlagView
from svc_approvals.api.shown import Shown
from svc_approvals.domain.catalogue.basis_guard import is_collected
from svc_approvals.domain.catalogue.effects import NOT_CHECKED
from svc_approvals.domain.catalogue.matters import Fee, Matter
from svc_approvals.domain.catalogue.notices import hours_in_words
from svc_approvals.storage.catalogue.matters import InForce
from svc_approvals.use_cases.catalogue.guides import Surroundings


class OrganView(BaseModel):
    """A department by code and name."""

    code: str = Field(examples=["scjg"])
    name: str = Field(examples=["怀化市鹤城区市场监督管理局"])


class FeeView(Shown):
    """A fee (收费项目), the document it rests on, and who collects it."""

    name: str = Field(examples=["临时占用城市道路费"])
    standard: str = Field(examples=["1.5元/日/平方米"])
    basis: str = Field(examples=["湘政价[2015]719号"])
    collector: str = Field(description="收费部门名称")
    effect: str = Field(description="收费依据的效力状态", examples=["valid"])
    effect_name: str = Field(examples=["有效"])
    since: date | None
    replaced_by: str
    collected: bool = Field(description="是否收取；依据失效且设为 block 时暂停收取")


class BasisView(BaseModel):
    """A document the matter rests on (设定依据), and whether it is in force."""

    reference: str = Field(examples=["中华人民共和国行政许可法"])
    clause: str
    effect: str = Field(description="效力状态；unknown 表示文件库尚未核对", examples=["valid"])
    effect_name: str = Field(examples=["有效"])
    since: date | None
    replaced_by: str


class SatisfactionView(Shown):
    """What people who used it say (好差评), as the feedback service last told."""

    reviews: int
    satisfaction: float | None = Field(description="满意率，0 到 1", examples=[0.98])
    mean_score: float | None
    told_at: Moment


class ImprovementView(BaseModel):
    """Something that was put right after a bad review (改进记录)."""

    text: str = Field(examples=["承诺时限由五个工作日改为三个工作日。"])
    change: Literal["guide", "form", "staff", "place"] | None = Field(description="改进了什么")
    improved_at: Moment


class FactsView(BaseModel):
    """Everything a guide says that is the same for everybody."""

    plain_name: str = Field(examples=["开理发店"])
    aliases: list[str]
    nature: str = Field(examples=["行政许可"])
    kind: str = Field(examples=["即办件"])
    audience: list[str]
    themes: list[str]
    directory: list[str] = Field(description="目录位置，至多九级")
    channel: str = Field(examples=["线上线下一体化办理"])
    proxy_allowed: bool = Field(description="可否委托他人办理")
    delivery: str
    lead_organ: OrganView
    cooperating_organs: list[OrganView]
    promised_days: int = Field(description="承诺时限（工作日）")
    statutory_days: int = Field(description="法定时限（工作日）")
    visits: int | None = Field(description="最多跑几次")
    consult_phone: str
    supervise_phone: str
    place: str
    hours: str
    fees: list[FeeView]
    rights: str
    duties: str
    basis: list[BasisView]
    satisfaction: SatisfactionView | None
    improvements: list[ImprovementView]
    withdrawn_at: Moment | None = Field(description="下架时间；有值则不再受理新的申请")
    withdrawn_reason: str
    basis_flag: BasisFlagView | None = Field(description="依据失效的提示；正常为空")


def facts_of(found: InForce, around: Surroundings) -> dict[str, Any]:
    """The facts of a matter in force, with organs by name and its basis with effect."""
    matter = found.matter
    return _said(matter) | {
        "lead_organ": _organ(matter.lead_organ, around),
        "cooperating_organs": [_organ(code, around) for code in matter.cooperating_organs],
        "fees": [fee_view(one, around) for one in matter.fees],
        "basis": [_basis(one.reference, one.clause, around) for one in matter.basis],
        "satisfaction": around.satisfaction
        and SatisfactionView.model_validate(around.satisfaction),
        "improvements": [ImprovementView(**dict(row)) for row in around.improvements],
        "withdrawn_at": found.withdrawn_at,
        "withdrawn_reason": found.withdrawn_reason,
        "basis_flag": around.flag and BasisFlagView.model_validate(around.flag),
    }


def fee_view(fee: Fee, around: Surroundings) -> FeeView:
    """A fee with the effect of the document it rests on."""
    return FeeView(
        name=fee.name,
        standard=fee.standard,
        basis=fee.basis,
        collector=around.organ_name(fee.collector),
        **_effect(fee.basis, around),
        collected=is_collected(fee, around.effects, around.guard),
    )


SAID = (
    "plain_name", "nature", "kind", "promised_days", "statutory_days", "visits", "consult_phone",
    "supervise_phone", "place", "rights", "duties",
)  # fmt: skip


def _said(matter: Matter) -> dict[str, Any]:
    return {name: getattr(matter, name) for name in SAID} | {
        "aliases": list(matter.aliases),
        "audience": list(matter.audience),
        "themes": list(matter.themes),
        "directory": list(matter.directory),
        "channel": matter.channels.form,
        "proxy_allowed": matter.channels.proxy_allowed,
        "delivery": matter.channels.delivery,
        "hours": hours_in_words(matter.hours),
    }


def _organ(code: str, around: Surroundings) -> OrganView:
    return OrganView(code=code, name=around.organ_name(code))


def _basis(reference: str, clause: str, around: Surroundings) -> BasisView:
    return BasisView(reference=reference, clause=clause, **_effect(reference, around))


def _effect(reference: str, around: Surroundings) -> dict[str, Any]:
    known = around.effects.get(reference)
    return {
        "effect": known.effect if known else "unknown",
        "effect_name": known.name if known else NOT_CHECKED,
        "since": known.since if known else None,
        "replaced_by": known.replaced_by if known else "",
    }
