"""What is asked for of submissions: which, by whom, how long to wait."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Query

from shared.live import LONGEST_WAIT_SECONDS
from svc_budget.api.tools import Staff, Tools
from svc_budget.domain.submissions.states import State
from svc_budget.domain.templates.templates import Book


@dataclass(frozen=True, slots=True)
class Asked:
    """Which version is asked for, by whom."""

    tools: Tools
    caller: Staff
    submission_id: UUID


@dataclass(frozen=True, slots=True)
class Only:
    """Which versions of a list."""

    unit_code: Annotated[str | None, Query(max_length=40)] = None
    year: Annotated[int | None, Query(ge=1994, le=2200)] = None
    book: Annotated[Book | None, Query()] = None
    state: Annotated[State | None, Query()] = None


@dataclass(frozen=True, slots=True)
class LongPoll:
    """How long to wait for something newer."""

    after: Annotated[int | None, Query(ge=0, description="长轮询：只要比它新的 revision")] = None
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="最多等待秒数")] = 0

    @property
    def is_asked(self) -> bool:
        """Whether to wait at all."""
        return self.after is not None and self.wait > 0
