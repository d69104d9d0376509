"""What svc-approvals tells of the window's remote looks at drafts."""

from typing import ClassVar
from uuid import UUID

from shared.events.approvals.case_event import CaseEvent


class PreReviewRequested(CaseEvent):
    """The applicant asks a clerk to look at the draft."""

    subject: ClassVar[str] = "approvals.case.pre_review_requested.v1"

    review_id: UUID


class PreReviewAnswered(CaseEvent):
    """A clerk has looked at the draft; ``items`` are the places of the remarks, not their words."""

    subject: ClassVar[str] = "approvals.case.pre_review_answered.v1"

    review_id: UUID
    ready: bool
    items: tuple[str, ...]
