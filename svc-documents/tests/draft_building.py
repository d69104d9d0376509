"""Builders of drafts in memory, at any stage of their way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from jurisdiction_building import a_jurisdiction

from shared.ids import new_id
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.states import DocumentClass, State
from svc_documents.domain.documents.steps import Step
from svc_documents.domain.jurisdictions.jurisdictions import StepKind

HUNAN = a_jurisdiction()
TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
IN_TIME = TODAY + timedelta(days=30)
WAY = (
    State.DRAFT, State.UNDER_LEGAL_REVIEW, State.REVIEWED, State.REGISTERED, State.NUMBERED,
    State.PUBLISHED,
)  # fmt: skip
USUAL = (StepKind.PUBLIC_COMMENT, StepKind.LEGALITY_REVIEW, StepKind.COLLECTIVE_DISCUSSION)


def a_draft(state: State = State.DRAFT, **known: Any) -> Draft:
    """A draft with a text that has come as far as a state."""
    title = known.pop("title", "怀化市鹤城区公共租赁住房管理办法")
    document = Document(
        document_id=new_id(), document_class=DocumentClass.NORMATIVE, title=title,
        kind=known.pop("kind", "办法"), organ_name="怀化市鹤城区住房和城乡建设局",
        region_code="431202",
    )  # fmt: skip
    draft = Draft(document=document, has_text=True, **{"effective_on": IN_TIME} | known)
    for stage in WAY[1 : WAY.index(state) + 1]:
        take_on(draft, stage)
    return draft


def a_step(kind: StepKind, draft: Draft | None = None, **known: Any) -> Step:
    """A step that passed today."""
    about: dict[str, Any] = {
        "passed": True, "opinion": "同意", "done_on": TODAY, "done_by": "区司法局",
        "opened_on": TODAY - timedelta(days=30), "revision": draft.revision if draft else 1,
    }  # fmt: skip
    return Step(kind=kind, **about | known)


def record_steps(draft: Draft, *kinds: StepKind) -> None:
    """The steps passed today, in this order."""
    for kind in kinds or USUAL:
        draft.record(a_step(kind, draft), HUNAN, TODAY)


def take_on(draft: Draft, state: State) -> None:
    """One stage further."""
    if state is State.UNDER_LEGAL_REVIEW:
        draft.submit(HUNAN, TODAY)
    if state is State.REVIEWED:
        record_steps(draft)
        draft.finish_review(HUNAN)
    if state is State.REGISTERED:
        draft.register(HUNAN, "HCDR-2026-02001", TODAY)
    if state is State.NUMBERED:
        draft.number("鹤住建规〔2026〕1号")
    if state is State.PUBLISHED:
        draft.publish(HUNAN, NOON)
