"""An appeal (申诉): the organ says that a review should leave the figures; another organ judges."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from svc_feedback.domain.bad_reviews.kinds import AppealKind, BadReviewState


@dataclass(slots=True)
class Appeal:
    """The one appeal of a bad review; ``from_state`` is where it goes on if rejected."""

    appeal_id: UUID
    kind: AppealKind
    evidence: str
    organ_id: UUID
    appellant: str
    from_state: BadReviewState
    filed_at: datetime
    upheld: bool | None = None
    reason: str = ""
    judge: str | None = None
    judge_organ_id: UUID | None = None
    decided_at: datetime | None = None
