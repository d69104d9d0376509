"""What people see of policies, and what editors send."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.basis.effects import DocumentEffect
from svc_policy_match.domain.policies.policies import (
    LEVEL_NAMES,
    Audience,
    Level,
    Policy,
    Said,
    State,
)
from svc_policy_match.storage.policies.versions import Version


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
