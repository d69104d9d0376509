"""The timeline of a case as sentences anybody understands, like the tracking of a parcel."""

from collections.abc import Callable, Mapping
from typing import Any

from svc_approvals.domain.cases.states import NodeState, Result

RESULTS = {
    Result.APPROVED: "准予许可（同意办理）",
    Result.PARTLY: "部分事项同意办理",
    Result.REFUSED: "不予许可",
    Result.NOT_ACCEPTED: "不予受理",
    Result.WITHDRAWN: "申请人撤回",
    Result.TERMINATED: "终止办理",
    Result.LAPSED: "草稿过期失效",
}
DELIVERIES = {"electronic": "电子送达", "pickup": "窗口领取", "courier": "邮政快递送达"}
Names = Mapping[str, str]
Sentence = Callable[[Mapping[str, Any], Names], str]


def _node(data: Mapping[str, Any], names: Names) -> str:
    return names.get(data["node_key"], data["node_key"])


def _decided(data: Mapping[str, Any], names: Names) -> str:
    passed = data["outcome"] == NodeState.APPROVED
    return f"{_node(data, names)}：{'审批通过' if passed else '审批未通过'}。"


def _accepted(data: Mapping[str, Any], _: Names) -> str:
    if data["deemed"]:
        return "受理期限已满未答复，依法视为受理。"
    held = f"，容缺 {len(data['deferrals'])} 项材料" if data["deferrals"] else ""
    return f"窗口已受理{held}，各部门开始并联审批。"


def _rang(data: Mapping[str, Any], names: Names) -> str:
    if data["overdue"]:
        return f"{_node(data, names)}：已超过承诺时限。"
    return f"{_node(data, names)}：承诺时限已用去 {data['percent']}%。"


def _handed_in(done: str) -> Sentence:
    def told(data: Mapping[str, Any], _: Names) -> str:
        clerk = data.get("staff_no")
        return f"窗口人员（工号 {clerk}）已代申请人{done}。" if clerk else f"申请人已{done}。"

    return told


def _push_answered(data: Mapping[str, Any], names: Names) -> str:
    told = "已更新办理进度" if data["outcome"] == "progress" else "已回传办理结果"
    return f"{_node(data, names)}：部门业务系统{told}。"


MOVES = {
    "waiting": "办理结果已备好，等待快递揽收。",
    "handed_over": "办理结果已由快递揽收。",
    "in_transit": "办理结果正在邮寄途中。",
    "out_for_delivery": "快递员正在派送。",
    "delivered": "快递已签收。",
    "returned": "快递被退回，窗口会与您联系重新寄送或自取。",
    "picked_up": "办理结果已在窗口领取。",
}


def _moved(data: Mapping[str, Any], _: Names) -> str:
    if data["kind"] == "pickup" and data["state"] == "waiting":
        return "办理结果已备好，请凭取件码到窗口领取。"
    return MOVES[data["state"]]


SENTENCES: Mapping[str, Sentence] = {
    "submitted": _handed_in("提交申请"),
    "claimed": lambda d, _: f"窗口人员（工号 {d['staff_no']}）已接件，正在核对材料。",
    "claim_released": lambda _, __: "窗口人员已退回，等待其他窗口人员接件。",
    "claim_reassigned": lambda d, _: f"已改由窗口人员（工号 {d['staff_no']}）核对。",
    "supplement_requested": lambda d, _: f"窗口一次性告知需补正 {len(d['items'])} 项内容。",
    "supplemented": _handed_in("完成补正"),
    "accepted": _accepted,
    "not_accepted": lambda _, __: "窗口不予受理，理由已写明。",
    "node_opened": lambda d, n: f"{_node(d, n)}：已送达部门，等待办理。",
    "node_skipped": lambda d, n: f"{_node(d, n)}：无需办理（{d['reason']}）。",
    "node_claimed": lambda d, n: f"{_node(d, n)}：审批人员已签收。",
    "node_released": lambda d, n: f"{_node(d, n)}：审批人员已退回部门待办。",
    "node_decided": _decided,
    "node_pushed": lambda d, n: f"{_node(d, n)}：部门业务系统已接收，等待回传结果。",
    "node_push_answered": _push_answered,
    "node_push_failed": lambda d, n: f"{_node(d, n)}：部门业务系统暂时无法接收，转由人工办理。",
    "node_taken_over": lambda d, n: f"{_node(d, n)}：已转为人工办理。",
    "node_cancelled": lambda d, n: f"{_node(d, n)}：随办件终止。",
    "node_clock_rang": _rang,
    "material_from_certificate": lambda _, __: "申请人同意以电子证照代替一项材料。",
    "certificate_consent_withdrawn": lambda _, __: "申请人撤回了一项电子证照的使用同意。",
    "material_supplied": lambda d, _: f"已补交容缺材料，尚缺 {d['outstanding']} 项。",
    "deferral_overdue": lambda _, __: "容缺材料已过补交期限，请尽快补交。",
    "decided": lambda d, _: f"各部门审批完成，结果：{RESULTS[Result(d['result'])]}。",
    "issued": lambda d, _: f"统一出件，共 {len(d['products'])} 份结果。",
    "delivery_changed": _moved,
    "delivered": lambda d, _: f"结果已送达（{DELIVERIES.get(d['how'], d['how'])}）。",
    "withdrawn": lambda _, __: "申请人已撤回申请。",
    "closed": lambda _, __: "办件已办结，欢迎评价。",
}


def sentence(subject: str, data: Mapping[str, Any], node_names: Names) -> str | None:
    """The sentence for an announced fact; None for what only the applicant's draft concerns."""
    fact = subject.split(".")[2]
    tell = SENTENCES.get(fact)
    return tell(data, node_names) if tell else None
