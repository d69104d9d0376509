"""What was asked to be completed, by whom, and what of it is still wanted."""

from typing import Any

from shared.database import Row, UnitOfWork
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.states import CaseState, Hold
from svc_approvals.storage.cases import supplements

WINDOW_NAME = "综合窗口"


async def asked_for(work: UnitOfWork, case: Case) -> list[dict[str, Any]]:
    """Every request with its reasons, in the order they were made.

    What the window asked for is wanted until the application is handed in again; what a
    node asked for, until it has come or the department goes on without it.
    """
    rows = await supplements.of_case(work, case.case_id)
    return [dict(row) | _standing(case, row) for row in rows]


def _standing(case: Case, row: Row) -> dict[str, Any]:
    if not row["key"]:
        waits = case.state is CaseState.SUPPLEMENT_REQUESTED
        waits = waits and case.supplement_round == row["round"]
        wanted = sorted(row["items"]) if waits else []
        return {"name": WINDOW_NAME, "waits": waits, "wanted": wanted}
    node = case.nodes.get(row["key"])
    if node is None:
        return {"name": row["key"], "waits": False, "wanted": []}
    waits = Hold.SUPPLEMENT in node.held_by and node.supplement_round == row["round"]
    return {"name": node.name, "waits": waits, "wanted": list(node.wanted) if waits else []}
