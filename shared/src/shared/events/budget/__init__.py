"""What svc-budget tells: nothing of it is secret, and no figure of a draft is told."""

from shared.events.budget.basis import (
    BudgetBasisCited,
    BudgetBasisReleased,
)
from shared.events.budget.disclosures import (
    DisclosureOverdue,
    DutyBegan,
    ItemClassified,
)
from shared.events.budget.execution import (
    ExecutionCorrected,
    ExecutionPublished,
)
from shared.events.budget.funds import (
    FundAllocated,
    FundAllocationCorrected,
    FundAllocationPaid,
    FundAllocationReceived,
    FundBasisCleared,
    FundBasisFlagged,
    FundChanged,
    FundDisclosureMissing,
    FundDisclosurePublished,
    FundPublished,
    FundRebased,
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
    "BudgetBasisCited",
    "BudgetBasisReleased",
    "DisclosureOverdue",
    "DutyBegan",
    "ExecutionCorrected",
    "ExecutionPublished",
    "FundAllocated",
    "FundAllocationCorrected",
    "FundAllocationPaid",
    "FundAllocationReceived",
    "FundBasisCleared",
    "FundBasisFlagged",
    "FundChanged",
    "FundDisclosureMissing",
    "FundDisclosurePublished",
    "FundPublished",
    "FundRebased",
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
