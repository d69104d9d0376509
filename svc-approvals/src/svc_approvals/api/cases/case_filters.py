"""What narrows a person's list of their own cases."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from svc_approvals.api.cases.days import day_after, day_begins
from svc_approvals.domain.cases.states import Result
from svc_approvals.storage.cases.queues import AskedCases

State = Literal[
    "draft", "submitted", "supplement_requested", "in_progress", "decided", "issued", "delivered",
    "closed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """Everything may be left out."""

    state: Annotated[State | None, Query()] = None
    result: Annotated[Result | None, Query(description="办理结果")] = None
    matter: Annotated[
        str | None, Query(max_length=64, description="事项代码", examples=["HC-YJS-0001"])
    ] = None
    begun_from: Annotated[date | None, Query(description="这一天或之后开始的")] = None
    begun_to: Annotated[date | None, Query(description="这一天或之前开始的")] = None

    def of(self, applicant_id: UUID) -> AskedCases:
        """The same, as storage reads it."""
        return AskedCases(
            applicant_id, self.state, self.result, self.matter, day_begins(self.begun_from),
            day_after(self.begun_to),
        )  # fmt: skip
