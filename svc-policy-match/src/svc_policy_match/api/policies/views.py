"""What people see of policies, and what editors send."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.basis.effects import DocumentEffect
from svc_policy_match.api.tools import REGION_PATTERN
from svc_policy_match.domain.checks.findings import Finding
from svc_policy_match.domain.policies.policies import (
    KINDS,
    LEVEL_NAMES,
    Audience,
    Level,
    Policy,
    Said,
    State,
)
from svc_policy_match.storage.policies.drafts import Draft
from svc_policy_match.storage.policies.versions import Version

CONTROL = r"^[^\x00-\x1f]*$"
CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9-]{1,39}$"
Line = Annotated[str, StringConstraints(max_length=200, pattern=CONTROL)]
Title = Annotated[str, StringConstraints(min_length=2, max_length=120, pattern=CONTROL)]
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")]
KIND_PATTERN = f"^({'|'.join(KINDS)})$"


class SaidRequest(BaseModel):
    """The content of a policy."""

    title: Title = Field(examples=["技术改造补助"])
    level: Level
    region_code: str = Field(pattern=REGION_PATTERN, examples=["431202"])
    organ_name: Line = Field("", description="已在机构目录中的以目录为准")
    kind: str = Field(pattern=KIND_PATTERN, examples=["资金"])
    theme: Annotated[str, StringConstraints(max_length=40, pattern=CONTROL)] = ""
    audience: Audience
    text: Text = Field("", description="政策原文")
    opens_on: date | None = Field(None, description="开始申报日；null 为长期")
    closes_on: date | None = Field(None, description="截止申报日（含当日）")
    materials: list[Line] = Field([], max_length=60)
    matter_code: Annotated[str, StringConstraints(max_length=60, pattern=CONTROL)] = Field(
        "", description="办理事项编码"
    )
    contact_office: Line = ""
    contact_phone: Annotated[str, StringConstraints(max_length=40, pattern=CONTROL)] = ""
    fund_name: Line = ""
    fund_id: UUID | None = None
    basis_reference: Line = Field("", description="所依据文件的文号或名称")
    condition: dict[str, Any] = Field(
        description="条件树：all、any、not、attr、declared、exists",
        examples=[
            {"attr": "staff", "op": ">=", "value": 20, "unit": "人", "sentence": "不少于20人"}
        ],
    )
    benefit: dict[str, Any] = Field(
        description="优惠：fixed、rate、tiered、formula、words",
        examples=[{"kind": "fixed", "amount": "20", "unit": "万元"}],
    )
    profiles: list[dict[str, Any]] = Field(
        [], max_length=60,
        description="测试对象：title、answers、verdict（matched、undecided、not_matched）、declared",
    )  # fmt: skip

    def said(self) -> Said:
        """As the domain takes it."""
        return Said(**{name: getattr(self, name) for name in type(self).model_fields})


class PolicyRequest(SaidRequest):
    """A new policy: its code and its first draft."""

    code: str = Field(pattern=CODE_PATTERN, examples=["HC-2026-001"])

    def said(self) -> Said:
        """As the domain takes it."""
        found = {name: getattr(self, name) for name in SaidRequest.model_fields}
        return Said(**found)


class PublishRequest(BaseModel):
    """Why there is another version."""

    note: Line = Field("", description="修订说明；首次发布可不填", examples=["提高补助上限"])


class CloseRequest(BaseModel):
    """Why a policy ends."""

    reason: Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=CONTROL)]


class PolicyView(BaseModel):
    """A policy in a list."""

    model_config = ConfigDict(from_attributes=True)

    policy_id: UUID
    code: str
    state: State
    version: int
    title: str
    level: Level
    region_code: str
    organ_name: str
    kind: str
    theme: str
    audience: Audience
    opens_on: date | None
    closes_on: date | None
    published_at: datetime
    basis_reference: str
    basis_effect: str | None = Field(description="依据的效力状态；还不清楚的为 null")
    basis_lost: bool = Field(description="依据已失效，暂停申报")


class BasisView(BaseModel):
    """The document a policy rests on."""

    reference: str
    effect: str | None
    effect_name: str
    document_id: UUID | None
    title: str
    since: date | None
    replaced_by: str
    flag: str = Field(description="依据失效时的提示，有效时为空")


class SaidView(BaseModel):
    """The content of a version."""

    title: str
    level: Level
    level_name: str
    region_code: str
    organ_name: str
    kind: str
    theme: str
    audience: Audience
    text: str
    opens_on: date | None
    closes_on: date | None
    materials: list[str]
    matter_code: str
    contact_office: str
    contact_phone: str
    fund_name: str
    fund_id: UUID | None
    basis_reference: str
    condition: dict[str, Any]
    benefit: dict[str, Any]


class PolicyWholeView(SaidView):
    """A version of a policy with where it stands."""

    policy_id: UUID
    code: str
    state: State
    version: int
    note: str
    published_at: datetime
    ended_at: datetime | None
    accepts: bool = Field(description="现在是否可以申报")
    accepts_not_why: str = Field(description="不能申报的原因，可以申报时为空")
    basis: BasisView | None


class VersionView(BaseModel):
    """A version in the history of a policy."""

    version: int
    note: str
    published_at: datetime
    ended_at: datetime | None


class VersionsView(BaseModel):
    """All versions of a policy, the latest first."""

    items: list[VersionView]


class DraftView(SaidView):
    """The draft of a policy."""

    policy_id: UUID
    code: str
    state: State
    draft_version: int
    edited_at: datetime
    edited_by: str
    profiles: list[dict[str, Any]]


class DraftLineView(BaseModel):
    """A draft in a list."""

    policy_id: UUID
    code: str
    state: State
    version: int = Field(description="现行版本，0 为尚未发布")
    title: str
    draft_version: int
    edited_at: datetime
    edited_by: str


class FindingView(BaseModel):
    """Something the author should look at."""

    code: str
    message: str
    leaf_ids: list[str]
    blocks: bool = Field(description="不修改就不能发布")


class CheckView(BaseModel):
    """What checking a draft found."""

    ready: bool
    findings: list[FindingView]


class GuideRowView(BaseModel):
    """How many policies there are of one kind in one place."""

    level: Level
    kind: str
    theme: str
    audience: Audience
    region_code: str
    policies: int


class GuideView(BaseModel):
    """政策导览: where there are policies."""

    items: list[GuideRowView]


def said_view(said: Said) -> dict[str, Any]:
    """The content as it is shown."""
    found = {name: getattr(said, name) for name in SaidView.model_fields if name != "level_name"}
    found["materials"] = list(said.materials)
    return {**found, "level_name": LEVEL_NAMES[said.level]}


def whole_view(
    policy: Policy, version: Version, effect: DocumentEffect | None, today: date
) -> PolicyWholeView:
    """A version of a policy."""
    why = not_accepting(policy, version.said, effect, today)
    return PolicyWholeView(
        **said_view(version.said), policy_id=policy.policy_id, code=policy.code,
        state=policy.state, version=version.version, note=version.note,
        published_at=version.published_at, ended_at=version.ended_at, accepts=not why,
        accepts_not_why=why, basis=basis_view(version.said.basis_reference, effect),
    )  # fmt: skip


def not_accepting(policy: Policy, said: Said, effect: DocumentEffect | None, today: date) -> str:
    """Why nobody can apply now; empty where they can."""
    if policy.state is State.CLOSED:
        return "本政策已停止申报。"
    if effect is not None and effect.is_dead:
        return f"{effect.flag('本政策的依据')}暂停申报。"
    if said.opens_on and today < said.opens_on:
        return f"{said.opens_on:%Y年%m月%d日}开始申报。"
    if said.closes_on and today > said.closes_on:
        return f"申报已于{said.closes_on:%Y年%m月%d日}截止。"
    return ""


def basis_view(reference: str, effect: DocumentEffect | None) -> BasisView | None:
    """The document it rests on; None where it names none."""
    if not reference:
        return None
    if effect is None:
        return BasisView(
            reference=reference, effect=None, effect_name="", document_id=None, title="",
            since=None, replaced_by="", flag="",
        )  # fmt: skip
    return BasisView(
        reference=reference, effect=effect.effect, effect_name=effect.name,
        document_id=effect.document_id, title=effect.title, since=effect.since,
        replaced_by=effect.replaced_by,
        flag=effect.flag("本政策的依据") if effect.is_dead else "",
    )  # fmt: skip


def draft_view(policy: Policy, draft: Draft) -> DraftView:
    """A draft."""
    return DraftView(
        **said_view(draft.said), policy_id=policy.policy_id, code=policy.code,
        state=policy.state, draft_version=draft.version, edited_at=draft.edited_at,
        edited_by=draft.edited_by, profiles=[dict(one) for one in draft.said.profiles],
    )  # fmt: skip


def check_view(found: Sequence[Finding]) -> CheckView:
    """What was found."""
    return CheckView(
        ready=not any(one.blocks for one in found),
        findings=[
            FindingView(
                code=one.code, message=one.message, leaf_ids=list(one.leaf_ids), blocks=one.blocks
            )
            for one in found
        ],
    )
