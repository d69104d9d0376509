"""What svc-budget tells: nothing of it is secret, and no figure of a draft is told."""

from shared.events.budget.disclosures import (
    DisclosureOverdue,
    DutyBegan,
    ItemClassified,
)
from shared.events.budget.execution import (
    ExecutionCorrected,
    ExecutionPublished,
)
from shared.events.budget.submissions import (
    SubmissionApproved,
    SubmissionChecked,
    SubmissionCorrected,
    SubmissionCorrectionOpened,
    SubmissionProgressed,
    SubmissionPublished,
    SubmissionReasoned,
    SubmissionRefused,
    SubmissionReverted,
    SubmissionSuperseded,
    SubmissionUploaded,
)

__all__ = [
    "DisclosureOverdue",
    "DutyBegan",
    "ExecutionCorrected",
    "ExecutionPublished",
    "ItemClassified",
    "SubmissionApproved",
    "SubmissionChecked",
    "SubmissionCorrected",
    "SubmissionCorrectionOpened",
    "SubmissionProgressed",
    "SubmissionPublished",
    "SubmissionReasoned",
    "SubmissionRefused",
    "SubmissionReverted",
    "SubmissionSuperseded",
    "SubmissionUploaded",
]
