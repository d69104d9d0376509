"""What svc-budget tells: nothing of it is secret, and nothing of a draft is told."""

from shared.events.budget.execution import (
    ExecutionCorrected,
    ExecutionPublished,
)

__all__ = [
    "ExecutionCorrected",
    "ExecutionPublished",
]
