"""What editors see of drafts, their problems, and versions."""

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_approvals.api.shown import Shown
from svc_approvals.use_cases.catalogue.drafts import CheckedDraft


class ProblemView(Shown):
    """One finding; an error keeps the draft from being published, a warning does not."""

    pointer: str = Field(description="JSON 指针", examples=["/nodes/0/phone"])
    code: str = Field(examples=["phone_missing"])
    message: str = Field(examples=["“营业执照核发”没有联系电话"])
    severity: Literal["error", "warning"]


class CheckView(BaseModel):
    """Everything that is wrong with a definition."""

    sound: bool = Field(description="没有错误，可以发布")
    problems: list[ProblemView]


class DraftView(CheckView):
    """A draft, sound or not, with its problems."""

    code: str = Field(examples=["HC-YJS-0001"])
    version: int = Field(description="草稿的修订号，与 ETag 一致")
    saved_at: Moment
    saved_by: str = Field(description="工号")
    definition: dict[str, Any]


class DraftSummary(Shown):
    """A draft in a list."""

    code: str
    name: str | None
    version: int
    saved_at: Moment
    saved_by: str


class PublishRequest(BaseModel):
    """When the new version takes effect; at once when nothing is said."""

    model_config = ConfigDict(extra="forbid")

    effective_at: AwareDatetime | None = Field(
        default=None, examples=["2026-12-01T00:00:00+08:00"]
    )  # fmt: skip


class WithdrawRequest(BaseModel):
    """Why a matter takes no new cases; shown on its guide."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=500, examples=["按国务院决定取消许可"])


class WithdrawnView(BaseModel):
    """A matter off the list; running cases go on."""

    code: str
    withdrawn_at: Moment
    withdrawn_reason: str


class VersionSummary(Shown):
    """One version; it never changes."""

    number: int
    version_id: str
    sha256: str
    published_at: Moment
    published_by: str = Field(description="工号")
    effective_at: Moment
    state: Literal["scheduled", "in_force", "past"] = Field(
        description="尚未生效、现行有效、已被后来的版本取代"
    )


class VersionView(VersionSummary):
    """A version, whole."""

    definition: dict[str, Any]


class DifferenceView(Shown):
    """One change between two versions."""

    pointer: str = Field(description="在新版本中的位置；删除的，在旧版本中的位置")
    change: Literal["added", "removed", "changed", "moved"]
    before: Any
    after: Any
    words: str = Field(examples=["审批环节“营业执照核发”，承诺时限：由“3”改为“1”"])


class DifferencesView(BaseModel):
    """What changed from one version to another."""

    older: int
    newer: int
    differences: list[DifferenceView]


def draft_view(checked: CheckedDraft) -> DraftView:
    """A draft with its problems."""
    draft = checked.draft
    return DraftView(
        code=draft.code,
        version=draft.version,
        saved_at=draft.saved_at,
        saved_by=draft.saved_by,
        definition=draft.definition,
        sound=checked.sound,
        problems=[ProblemView.model_validate(one) for one in checked.problems],
    )
