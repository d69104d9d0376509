"""What staff see of a document on its way, and everybody of corrections."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_documents.api.documents.document_views import ElementsView, elements_view
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.life import LABELS
from svc_documents.domain.documents.states import State
from svc_documents.domain.documents.steps import Step
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdiction, StepKind
from svc_documents.storage.documents.drafts import DraftText


class StepView(BaseModel):
    """One step that was recorded."""

    model_config = ConfigDict(from_attributes=True)

    kind: StepKind
    title: str = Field(examples=["合法性审核"])
    passed: bool
    opinion: str
    done_on: date
    done_by: str
    opened_on: date | None
    reason: str
    attachment_id: UUID | None
    recorded_by: str = Field(description="工号")
    recorded_at: Moment
    revision: int = Field(description="针对文本的第几稿")


class MissingView(BaseModel):
    """A step that is still needed."""

    kind: StepKind
    title: str


class DraftSummary(BaseModel):
    """A document on its way, in a list."""

    document_id: UUID
    title: str
    kind: str
    state: State
    state_title: str = Field(examples=["审核中"])
    organ_name: str
    document_no: str
    registration_no: str
    drafted_by: str = Field(description="工号")
    drafted_at: Moment
    version: int = Field(description="与 ETag 一致")


class WarningView(BaseModel):
    """Something that looks odd and was not refused."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(examples=["year_differs"])
    message: str


class DraftView(DraftSummary):
    """A document on its way, with all that is known of it but its text."""

    short_title: str
    category: str
    joint_organs: list[str]
    elements: ElementsView
    is_major: bool
    touches_market: bool
    effective_on: date | None
    early_reason: str
    valid_years: int | None
    valid_until: date | None = Field(description="公布后为计算出的有效期届满日")
    has_text: bool
    revision: int
    closing_reason: str
    steps: list[StepView]
    missing: list[MissingView]
    warnings: list[WarningView] = []


class DraftTextView(BaseModel):
    """The text of a draft."""

    model_config = ConfigDict(from_attributes=True)

    plain: str
    blocks: list[dict[str, Any]]
    source_name: str


class DraftWithTextView(DraftView):
    """The same with its text."""

    text: DraftTextView | None


def draft_summary(draft: Draft) -> DraftSummary:
    """A draft in a list."""
    return DraftSummary(**_summary(draft))


def draft_view(draft: Draft, rules: Jurisdiction) -> DraftView:
    """A draft with its steps."""
    return DraftView(**_whole(draft, rules))


def draft_with_text(draft: Draft, rules: Jurisdiction, text: DraftText | None) -> DraftWithTextView:
    """A draft with its steps and its text."""
    shown = DraftTextView.model_validate(text) if text else None
    return DraftWithTextView(**_whole(draft, rules), text=shown)


def _summary(draft: Draft) -> dict[str, Any]:
    document = draft.document
    own = ("document_id", "title", "kind", "state", "organ_name", "document_no", "registration_no")
    return {name: getattr(document, name) for name in own} | {
        "state_title": LABELS[document.state],
        "drafted_by": draft.drafted_by,
        "drafted_at": draft.drafted_at,
        "version": document.version,
    }


def _whole(draft: Draft, rules: Jurisdiction) -> dict[str, Any]:
    document = draft.document
    own = (
        "is_major", "touches_market", "effective_on", "early_reason", "has_text", "revision",
        "closing_reason",
    )  # fmt: skip
    return _summary(draft) | {name: getattr(draft, name) for name in own} | {
        "short_title": document.short_title,
        "category": document.category,
        "joint_organs": list(document.joint_organs),
        "elements": elements_view(document),
        "valid_years": draft.own_term.years,
        "valid_until": document.valid_until or draft.own_term.last_day,
        "steps": [step_view(one) for one in draft.steps],
        "missing": [MissingView(kind=one, title=one.label) for one in draft.missing(rules)],
    }  # fmt: skip


def step_view(step: Step) -> StepView:
    """A step."""
    known = {name: getattr(step, name) for name in StepView.model_fields if name != "title"}
    return StepView(**known, title=step.kind.label)


class ChangedView(BaseModel):
    """One member that was corrected."""

    model_config = ConfigDict(from_attributes=True)

    name: str = Field(examples=["issued_on"])
    before: str
    after: str


class CorrectionView(BaseModel):
    """One correction of a published document."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    reason: str
    changes: list[ChangedView]
    text_number: int | None = Field(description="更正产生的文本版本")
    corrected_at: Moment
