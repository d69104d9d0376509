"""What every event of a version says."""

from typing import Any

from shared.identity import Caller
from svc_budget.domain.submissions.submissions import Submission


def facts(one: Submission) -> dict[str, Any]:
    """Which version it is."""
    return {
        "submission_id": one.submission_id,
        "unit_code": one.unit_code,
        "region_code": one.region_code,
        "year": one.year,
        "book": one.book.value,
        "version": one.version,
    }


def named(caller: Caller) -> str:
    """By which name a member of staff is kept: their staff number."""
    return caller.staff_no or caller.subject
