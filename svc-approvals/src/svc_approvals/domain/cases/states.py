"""The states of a case, of its nodes and of its materials."""

from enum import StrEnum


class CaseState(StrEnum):
    """Where a case (办件) stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    IN_PROGRESS = "in_progress"
    DECIDED = "decided"
    ISSUED = "issued"
    DELIVERED = "delivered"
    CLOSED = "closed"


class Result(StrEnum):
    """How a case ended (contracts: ends of a case)."""

    APPROVED = "approved"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    LAPSED = "lapsed"


class NodeState(StrEnum):
    """Where a node (审批环节) stands; skipped is 无需办理, cancelled ended with its case."""

    WAITING = "waiting"
    ACTIVE = "active"
    PAUSED = "paused"
    APPROVED = "approved"
    REFUSED = "refused"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class Hold(StrEnum):
    """Why a node rests; its clock stands still until the last reason is gone."""

    SUPPLEMENT = "supplement"
    SPECIAL = "special"
    SUSPENDED = "suspended"


class MaterialState(StrEnum):
    """Where a material (申请材料) stands; ``deferred`` is 容缺, ``committed`` 告知承诺."""

    MISSING = "missing"
    SUPPLIED = "supplied"
    COMMITTED = "committed"
    DEFERRED = "deferred"


RUNNING = frozenset({CaseState.IN_PROGRESS, CaseState.DECIDED})
FINISHED = frozenset(
    {NodeState.APPROVED, NodeState.REFUSED, NodeState.SKIPPED, NodeState.CANCELLED},
)
HOLDS_IN_CHINESE = {
    Hold.SUPPLEMENT: "等待申请人补正",
    Hold.SPECIAL: "特别程序进行中",
    Hold.SUSPENDED: "监督人员中止办理",
}
NODES_IN_CHINESE = {
    NodeState.WAITING: "等待前序环节",
    NodeState.ACTIVE: "办理中",
    NodeState.PAUSED: "暂停计时",
    NodeState.APPROVED: "同意",
    NodeState.REFUSED: "不同意",
    NodeState.SKIPPED: "无需办理",
    NodeState.CANCELLED: "随办件终止",
}
IN_CHINESE = {
    CaseState.DRAFT: "草稿",
    CaseState.SUBMITTED: "已提交，等待受理",
    CaseState.SUPPLEMENT_REQUESTED: "待补正",
    CaseState.IN_PROGRESS: "办理中",
    CaseState.DECIDED: "已作出决定，等待出件",
    CaseState.ISSUED: "已出件，等待送达",
    CaseState.DELIVERED: "已送达",
    CaseState.CLOSED: "已办结",
}
