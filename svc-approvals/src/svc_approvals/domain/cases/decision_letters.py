"""The papers departments owe an applicant: the decision, and why time is not counted.

行政许可法 art. 38: a refusal gives its reason and says what may be done about it; art. 45: the time
of a hearing, a test, an expert review is told in writing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.letters import REMEDIES, Letter, day, not_made
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.specials import KINDS
from svc_approvals.domain.cases.states import NodeState, Result

REFUSAL_LAW = "《中华人民共和国行政许可法》第三十八条"
SPECIAL_LAW = "《中华人民共和国行政许可法》第四十五条"
HEADER = ("序号", "审批环节", "决定", "说明")
OUTCOMES: Mapping[NodeState, str] = {
    NodeState.APPROVED: "同意",
    NodeState.REFUSED: "不同意",
    NodeState.SKIPPED: "无需办理",
}
DECISIONS: Mapping[Result, str] = {
    Result.APPROVED: "决定准予",
    Result.PARTLY: "决定部分准予：下表中“同意”的予以办理，“不同意”的不予办理",
    Result.REFUSED: f"依照{REFUSAL_LAW}，决定不予准许",
}


@dataclass(frozen=True, slots=True)
class Procedure:
    """A special procedure as it was begun."""

    node_name: str
    kind: str
    basis: str
    expected_days: int
    started_at: datetime


def decision(case: Case) -> Letter:
    """审批决定书: what was decided, node by node; refused with DocumentNotMade before it is."""
    if case.result is None or case.result not in DECISIONS or case.decided_at is None:
        raise not_made(case, "审批决定书")
    refuses = case.result is not Result.APPROVED
    return Letter(
        title="审批决定书",
        number=case.case_no,
        paragraphs=(
            (
                f"您（单位）于{day(case.submitted_at)}提出的“{case.matter_name}”申请，"
                f"经审查，{DECISIONS[case.result]}。各环节的决定如下："
            ),
        ),
        table=(HEADER, *_rows(case.nodes.values())),
        closing=(REMEDIES,) if refuses else (),
        dated=day(case.decided_at),
    )


def _rows(nodes: Iterable[Node]) -> Iterable[tuple[str, ...]]:
    judged = [one for one in nodes if one.state in OUTCOMES and not one.is_issue]
    for number, node in enumerate(judged, 1):
        yield str(number), node.name, OUTCOMES[node.state], node.feedback


def special_procedure(case: Case, begun: Procedure | None) -> Letter:
    """特别程序告知书; refused with DocumentNotMade when there was none."""
    if begun is None:
        raise not_made(case, "特别程序告知书")
    kind = KINDS.get(begun.kind, begun.kind)
    return Letter(
        title="特别程序告知书",
        number=case.case_no,
        paragraphs=(
            (
                f"您（单位）于{day(case.submitted_at)}提出的“{case.matter_name}”申请，"
                f"在“{begun.node_name}”环节依法需要{kind}（依据：{begun.basis}）。"
            ),
            (
                f"{kind}自{day(begun.started_at)}开始，预计需要 {begun.expected_days} 个工作日。"
                f"依照{SPECIAL_LAW}，所需时间不计算在办理期限内；结束后按剩余期限继续办理。"
            ),
        ),
        dated=day(begun.started_at),
    )
