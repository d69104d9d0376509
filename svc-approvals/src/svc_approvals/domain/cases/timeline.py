"""The timeline of a case as sentences anybody understands, like the tracking of a parcel."""

from collections.abc import Callable, Mapping
from typing import Any

from svc_approvals.domain.cases.specials import KINDS as SPECIAL_KINDS
from svc_approvals.domain.cases.states import HOLDS_IN_CHINESE, Hold, NodeState, Result

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


def _signed(data: Mapping[str, Any], names: Names) -> str:
    passed = data["outcome"] == NodeState.APPROVED
    return f"{_node(data, names)}：一位会签人员已签署（{'同意' if passed else '不同意'}）。"


def _ruled(data: Mapping[str, Any], names: Names) -> str:
    passed = data["outcome"] == NodeState.APPROVED
    return f"{_node(data, names)}：系统按规则自动核验，{'符合条件' if passed else '不符合条件'}。"


def _paused(data: Mapping[str, Any], names: Names) -> str:
    return f"{_node(data, names)}：{HOLDS_IN_CHINESE[Hold(data['reason'])]}，暂停计时。"


def _special(data: Mapping[str, Any], names: Names) -> str:
    kind = SPECIAL_KINDS.get(data["kind"], data["kind"])
    return f"{_node(data, names)}：进入{kind}，预计 {data['expected_days']} 个工作日，不计入时限。"


def _asked(data: Mapping[str, Any], names: Names) -> str:
    return f"{_node(data, names)}：部门一次性告知需补正 {len(data['items'])} 项内容。"


def _late(data: Mapping[str, Any], names: Names) -> str:
    who = f"{names.get(data['node_key'], data['node_key'])}：" if data["node_key"] else ""
    return f"{who}补正内容已过期限，请尽快补充。"


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


def _says(text: str) -> Sentence:
    return lambda data, names: f"{_node(data, names)}：{text}"


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
    "node_transferred": _says("已转由同部门其他审批人员办理。"),
    "node_reassigned": _says("已由监督人员改派经办人。"),
    "node_delegated": _says("已委派同事提出意见。"),
    "node_handed_back": _says("委派意见已交回经办人。"),
    "node_urged": lambda d, n: f"{_node(d, n)}：监督人员第 {d['times']} 次催办。",
    "signer_added": _says("增加一位会签人员。"),
    "signer_removed": _says("减少一位会签人员。"),
    "node_signed": _signed,
    "node_ruled": _ruled,
    "node_returned": lambda d, n: f"{_node(d, n)}：已退回“{n.get(d['to'], d['to'])}”重新办理。",
    "node_reset": _says("等待前序环节重新办结。"),
    "node_taken_back": _says("经办人撤回了审批结果，将重新作出决定。"),
    "returned_to_window": lambda _, __: "部门已将办件退回窗口，等待重新受理。",
    "reopened": lambda _, __: "已作出的结果不再有效，各部门继续办理。",
    "node_paused": _paused,
    "node_resumed": lambda d, n: (
        f"{_node(d, n)}：恢复办理，{'重新计算时限' if d['anew'] else '按剩余时限继续计时'}。"
    ),
    "paused": lambda _, __: "办件暂停计时。",
    "resumed": lambda _, __: "办件恢复计时。",
    "special_procedure_started": _special,
    "special_procedure_ended": _says("特别程序已结束。"),
    "node_supplement_requested": _asked,
    "supplement_brought": lambda d, _: f"申请人已补充 {len(d['items'])} 项内容。",
    "node_supplemented": _says("补正结束，继续办理。"),
    "supplement_overdue": _late,
    "extension_asked": lambda d, n: f"{_node(d, n)}：申请延长 {d['days']} 个工作日，等待批准。",
    "extension_declined": _says("延期申请未获批准。"),
    "node_extended": lambda d, n: f"{_node(d, n)}：经批准延长 {d['days']} 个工作日。",
    "extended": lambda d, _: f"办件时限经批准共延长 {d['days']} 个工作日。",
    "suspended": lambda _, __: "监督人员中止办理，理由已写明。",
    "suspension_lifted": lambda _, __: "中止结束，继续办理。",
    "overdue": lambda _, __: "办件已超过承诺时限。",
    "acceptance_recounted": lambda _, __: "放假安排已公布，受理期限已重新计算。",
    "recounted": lambda _, __: "放假安排已公布，办件时限已重新计算。",
    "supplement_recounted": lambda d, n: (
        f"{_node(d, n) + '：' if d['node_key'] else ''}放假安排已公布，补正期限顺延。"
    ),
    "deferral_recounted": lambda _, __: "放假安排已公布，容缺材料的补交期限顺延。",
    "node_recounted": _says("放假安排已公布，时限已重新计算。"),
    "terminated": lambda _, __: "办件已终止办理，理由已写明。",
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
