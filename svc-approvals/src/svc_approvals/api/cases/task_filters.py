"""What narrows an officer's list of nodes."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query

from shared.identity import Caller
from svc_approvals.api.cases.days import day_after
from svc_approvals.storage.cases.queues import AskedTasks


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilters:
    """Everything may be left out: then it is all that is open in the organ."""

    mine: Annotated[bool, Query(description="只看本人已签收的")] = False
    overdue: Annotated[bool, Query(description="只看已超承诺时限的")] = False
    due_by: Annotated[
        date | None,
        Query(description="只看承诺时限在这一天或之前的", examples=["2026-03-06"]),
    ] = None
    resting: Annotated[bool, Query(description="只看暂停计时的，按暂停先后")] = False

    def of(self, caller: Caller) -> AskedTasks:
        """The same, as storage reads it: of the caller's own organ."""
        return AskedTasks(
            caller.organ, sorted(caller.roles), caller.staff_no if self.mine else None,
            overdue=self.overdue, resting=self.resting, due_before=day_after(self.due_by),
        )  # fmt: skip
