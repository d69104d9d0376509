"""The flow chart of a matter, made from its process."""

from collections.abc import Iterator, Mapping

from svc_approvals.domain.catalogue.condition_words import in_words
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.process import ProcessNode
from svc_approvals.domain.catalogue.scenarios import Asked, asked
from svc_approvals.domain.flow_charts.charts import Chart, Step

OPENS_AT_ACCEPTANCE = "accepted"
NOTES = (
    "虚线框：满足所写条件才办理，否则无需办理；并排的环节同时办理。",
    "需要补正的一次性告知；补正、听证、检验、检测、鉴定和专家评审的时间不计入办理时限。",
)


def chart_of(matter: Matter, organs: Mapping[str, str]) -> Chart:
    """From application to delivery, organs by their names."""
    known = asked(matter)
    nodes = [_node_step(matter, node, organs, known) for node in matter.nodes]
    issued = [f"node-{one.key}" for one in matter.nodes if one.kind == "issue"]
    return Chart(
        title=f"{matter.name}办理流程图",
        subtitle=f"{matter.code}　{matter.kind}　承诺{matter.promised_days}个工作日"
        f"（法定{matter.statutory_days}个）　牵头部门：{_name(matter.lead_organ, organs)}",
        steps=(
            Step("apply", "提交申请", lines=_channel(matter), shape="end"),
            Step(
                OPENS_AT_ACCEPTANCE, "受理", after=("apply",),
                lines=("5个工作日内决定是否受理", "材料不齐的一次性告知"),
            ),
            *nodes,
            Step("delivered", "送达、办结", after=tuple(issued), shape="end"),
        ),
        notes=(*NOTES, f"咨询电话：{matter.consult_phone}　监督电话：{matter.supervise_phone}"),
    )  # fmt: skip


def _channel(matter: Matter) -> tuple[str, ...]:
    return (matter.channels.form,) if matter.channels.form else ()


def _name(code: str, organs: Mapping[str, str]) -> str:
    return organs.get(code, code)


def _node_step(
    matter: Matter, node: ProcessNode, organs: Mapping[str, str], known: Mapping[str, Asked]
) -> Step:
    sub = next((one for one in matter.sub_matters if one.key == node.sub_matter), None)
    conditions = [one for one in (sub.when if sub else None, node.when) if one is not None]
    return Step(
        key=f"node-{node.key}",
        title=node.name,
        after=_after(node),
        lines=(_name(node.organ, organs), *_details(node)),
        condition="，且".join(in_words(one, known) for one in conditions),
    )


def _after(node: ProcessNode) -> tuple[str, ...]:
    return tuple(f"node-{key}" for key in node.after) or (OPENS_AT_ACCEPTANCE,)


def _details(node: ProcessNode) -> Iterator[str]:
    if node.kind == "rule":
        yield "系统按规则自动审批，即时完成"
    elif node.kind != "issue" and node.promised_days:
        yield f"承诺{node.promised_days}个工作日（法定{node.lawful_days}个）"
    if node.kind == "push":
        yield f"推送部门系统办理（{node.pushes_to}）"
    if node.signing.mode == "weighted":
        yield f"{len(node.signing.signers)}人表决，满{node.signing.threshold}分通过"
    elif node.signing.mode == "all":
        yield f"{len(node.signing.signers)}人会签，全部同意"
    elif node.signing.mode == "any":
        yield f"{len(node.signing.signers)}人或签，一人决定"
    if len(node.after) > 1 and node.join.mode != "all":
        yield f"前面{len(node.after)}个环节有{node.join.needed(len(node.after))}个通过即可开始"
    if node.on_refuse == "branch" and node.kind != "issue":
        yield "不予通过的，不影响其他环节"
