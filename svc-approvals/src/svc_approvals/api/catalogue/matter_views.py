"""What clients see of matters and guides."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from shared.problems import ProblemError
from svc_approvals.api.catalogue.fact_views import FactsView, FeeView
from svc_approvals.api.shown import Shown


class MatterSummary(Shown):
    """One matter in a list."""

    code: str = Field(examples=["HC-YJS-0001"])
    name: str = Field(examples=["我要开理发店（个体无房产证）"])
    nature: str = Field(examples=["行政许可"])
    kind: str = Field(examples=["即办件"])
    themes: list[str]
    audience: list[str]
    channel: str = Field(examples=["线上线下一体化办理"])
    directory: list[str] = Field(description="目录位置，至多九级")
    lead_organ: str = Field(examples=["scjg"])
    lead_organ_name: str = Field(examples=["怀化市鹤城区市场监督管理局"])
    fees: list[str] = Field(description="收费项目名称；空则不收费")
    promised_days: int = Field(description="承诺时限（工作日）", examples=[1])
    statutory_days: int = Field(description="法定时限（工作日）", examples=[45])
    satisfaction: float | None = Field(description="好差评满意率，0 到 1")
    number: int = Field(description="版本号", examples=[1])
    published_at: Moment
    effective_at: Moment


class MatterView(BaseModel):
    """A whole matter as published: the guide for everybody, and the definition behind it."""

    code: str = Field(examples=["HC-YJS-0001"])
    name: str = Field(examples=["我要开理发店（个体无房产证）"])
    version_id: str
    number: int
    published_at: Moment
    effective_at: Moment
    sha256: str = Field(description="事项全文的校验值，与导出的事项包一致")
    guide: FactsView
    definition: dict[str, Any] = Field(description="事项全文：情形、材料、表单、环节、费用、依据")


class AnswersRequest(BaseModel):
    """Answers to the scenario questions, as far as they are known."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, Any] = Field(default_factory=dict, examples=[{"applied_by": "self"}])


class ChoiceView(Shown):
    """One choice of a question."""

    value: str
    label: str


class QuestionView(Shown):
    """A scenario question that is shown for the answers so far."""

    key: str
    title: str
    kind: str
    hint: str
    choices: list[ChoiceView]


class GuideMaterialView(Shown):
    """A material this person has to hand in."""

    code: str
    name: str
    originals: int
    copies: int
    form: str
    requirement: str
    deferrable: bool = Field(description="可容缺")
    commitment_allowed: bool = Field(description="可用告知承诺代替")
    used_by: list[str]


class GuideNodeView(BaseModel):
    """A node of the process; not applicable is shown as 无需办理."""

    key: str
    name: str
    organ: str
    organ_name: str
    kind: str
    after: list[str]
    promised_days: int
    statutory_days: int
    applicable: bool


class GuideView(FactsView):
    """A person's own guide; fees are those that apply to these answers."""

    matter_code: str
    matter_name: str
    answers: dict[str, Any]
    questions: list[QuestionView]
    unanswered: list[str]
    undecided: list[str]
    sub_matters: list[dict[str, Any]]
    materials: list[GuideMaterialView]
    form_schema: dict[str, Any] = Field(description="JSON Schema 2020-12")
    form_layout: dict[str, Any]
    nodes: list[GuideNodeView]
    critical_path: list[str]
    expected_end: Moment | None = Field(
        description="若现在受理，预计出件时间：各环节按历史中位数，历史不足二十件的按承诺时限"
    )


class NoticeLineView(Shown):
    """One printed row of the notice: 序号, 所需材料, 份数, 原件, 复印件, 材料要求, 示范样表."""

    number: int
    name: str
    sets: int
    original: bool
    copied: bool = Field(alias="copy", description="复印件")
    requirement: str
    sample: str
    codes: list[str]


class NoticeView(Shown):
    """The notice that says everything once (一次性告知单)."""

    code: str
    title: str
    scenario: list[str]
    lines: list[NoticeLineView]
    fees: list[FeeView]
    promised_days: int
    statutory_days: int
    place: str
    hours: str
    consult_phone: str
    supervise_phone: str
    channel: str
    delivery: str
    rights: str
    duties: str
    warning: str = Field(description="依据失效的提示；正常为空")


class ChangeView(Shown):
    """A figure before and after."""

    before: int
    after: int
    saved: int


class ReformRowView(Shown):
    """One department's part of the reform."""

    organ: str
    sub_matter: str
    item: str
    days_before: int
    materials_before: list[str]
    materials_after: list[str]


class ReformView(Shown):
    """Before and after (改革前后对比表), computed from the departments' own figures."""

    departments: ChangeView
    steps: ChangeView
    days: ChangeView
    materials: ChangeView
    visits: ChangeView | None
    rows: list[ReformRowView]


class PublishedView(BaseModel):
    """What publishing a definition did."""

    outcome: Literal["published", "unchanged"]
    number: int | None
    effective_at: Moment | None


class PrecheckView(BaseModel):
    """Whether a case may be handed in, and what is missing."""

    ready: bool
    errors: list[ProblemError]
