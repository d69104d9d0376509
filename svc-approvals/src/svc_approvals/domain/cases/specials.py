"""Special procedures (特别程序): not counted in the limit, told to the applicant in writing."""

from datetime import datetime
from typing import TYPE_CHECKING

from svc_approvals.domain.cases import facts, pausing, progress
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import NoSpecialProcedure
from svc_approvals.domain.cases.states import Hold

if TYPE_CHECKING:
    from svc_approvals.domain.cases.cases import Case

KINDS = {
    "hearing": "听证",
    "bidding": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
}


def start_special_procedure(
    case: "Case", key: str, staff_no: str, kind: str, expected_days: int, at: datetime, clock: Clock
) -> Node:
    """Let the node rest for a hearing, a test, an expert review ... (行政许可法 art. 45)."""
    node = case.in_hand(key, staff_no)
    pausing.hold(case, node, Hold.SPECIAL, at, clock)
    case.change(node, facts.SpecialProcedureStarted(key, kind, expected_days))
    return node


def end_special_procedure(
    case: "Case", key: str, staff_no: str, at: datetime, clock: Clock
) -> Node:
    """The procedure is over; the limit goes on with what was left of it."""
    node = case.open_node(key)
    case.not_others(node, staff_no)
    if Hold.SPECIAL not in node.held_by:
        raise NoSpecialProcedure(node_key=key, node_name=node.name)
    case.change(node, facts.SpecialProcedureEnded(key))
    pausing.release(case, node, Hold.SPECIAL, at, clock)
    progress.issue_by_itself(case, at)
    return node
