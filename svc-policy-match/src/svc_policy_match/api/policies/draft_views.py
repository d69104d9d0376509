"""What editors see of drafts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from svc_policy_match.api.policies.views import SaidView, said_view
from svc_policy_match.domain.checks.findings import Finding
from svc_policy_match.domain.policies.policies import Policy, State
from svc_policy_match.storage.policies.drafts import Draft


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


class GroupView(BaseModel):
    """Accounts of one region, trade or size."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    name: str
    matched: int | None = Field(description="符合的对象数；可能符合的不足10个时不显示")
    possible: int | None = Field(description="符合和可能符合的对象数")


class SimulationView(BaseModel):
    """Who would match, among accounts that agreed to be counted."""

    model_config = ConfigDict(from_attributes=True)

    total: GroupView
    by_region: list[GroupView]
    by_industry: list[GroupView]
    by_size: list[GroupView]


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
