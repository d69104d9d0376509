"""Why a command on a node is refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound


@dataclass(eq=False)
class NodeNotFound(NotFound):
    """没有找到这个审批环节。"""

    advice: ClassVar[str] = "请在本部门的待办列表中选择；其他部门的环节不能办理。"


@dataclass(eq=False)
class NodeNotActive(Conflict):
    """这个环节现在不能办理。"""

    advice: ClassVar[str] = "环节“{node_name}”当前状态为“{state_name}”，请刷新待办列表。"
    node_key: str
    node_name: str
    state: str
    state_name: str


@dataclass(eq=False)
class NodeAlreadyDecided(Conflict):
    """这个环节已经有了审批结果。"""

    advice: ClassVar[str] = (
        "环节“{node_name}”已由工号 {decided_by} 的工作人员作出决定（{outcome_name}），"
        "不能重复审批。"
    )
    node_key: str
    node_name: str
    outcome: str
    outcome_name: str
    decided_by: str
    decided_at: datetime


@dataclass(eq=False)
class NodeClaimedByOther(Conflict):
    """这个环节已由他人签收。"""

    advice: ClassVar[str] = "环节正由工号 {staff_no} 的工作人员办理，请其退回后再签收。"
    node_key: str
    staff_no: str


@dataclass(eq=False)
class IssueNotRefusable(Conflict):
    """统一出件环节不能作出不同意的决定。"""

    advice: ClassVar[str] = "各部门的决定已经作出，环节“{node_name}”只负责出件；请选择同意出件。"
    node_key: str
    node_name: str


@dataclass(eq=False)
class NodeResting(Conflict):
    """这个环节已暂停计时，暂不能办理。"""

    advice: ClassVar[str] = "环节“{node_name}”因{reasons}暂停，恢复后再办理。"
    node_key: str
    node_name: str
    reasons: str


@dataclass(eq=False)
class NodeDelegated(Conflict):
    """这个环节正在委派他人提出意见。"""

    advice: ClassVar[str] = "工号 {by} 已委派工号 {staff_no} 提出意见，请等其交回或先收回委派。"
    node_key: str
    staff_no: str
    by: str


@dataclass(eq=False)
class NodeNotDelegated(Conflict):
    """这个环节没有委派。"""

    advice: ClassVar[str] = "环节没有委派他人，无需交回；请直接办理。"
    node_key: str


@dataclass(eq=False)
class NotTheHandler(Conflict):
    """只有该环节的经办人可以这样做。"""

    advice: ClassVar[str] = "请先签收该环节，或由经办人（工号 {staff_no}）操作，并选择其他同事。"
    node_key: str
    staff_no: str


@dataclass(eq=False)
class OfficialUnknown(Invalid):
    """没有这位工作人员，或其不在该环节的部门。"""

    advice: ClassVar[str] = "工号 {staff_no} 不是该环节所在部门的在职人员，请核对后重新选择。"
    staff_no: str


@dataclass(eq=False)
class NotASigner(Conflict):
    """您不在这个环节的会签名单中。"""

    advice: ClassVar[str] = "工号 {staff_no} 不在会签（表决）名单中，请先加签。"
    node_key: str
    staff_no: str


@dataclass(eq=False)
class AlreadySigned(Conflict):
    """这位签署人已经签署。"""

    advice: ClassVar[str] = "工号 {staff_no} 已签署（{outcome_name}），不能重复签署或减签。"
    node_key: str
    staff_no: str
    outcome: str
    outcome_name: str


@dataclass(eq=False)
class SignerPresent(Conflict):
    """这位工作人员已在会签名单中。"""

    advice: ClassVar[str] = "工号 {staff_no} 已在名单中，请选择其他人员。"
    node_key: str
    staff_no: str


@dataclass(eq=False)
class SignerOfTheMatter(Conflict):
    """事项规定的签署人不能减签。"""

    advice: ClassVar[str] = (
        "工号 {staff_no} 由事项规定签署，不能减签；本人可以转办，或由监督人员改派他人代为签署。"
    )
    node_key: str
    staff_no: str


@dataclass(eq=False)
class VoteWouldBeStuck(Conflict):
    """减签后将无法形成结果。"""

    advice: ClassVar[str] = "去掉工号 {staff_no} 后余下的票数达不到通过门槛，请先加签他人。"
    node_key: str
    staff_no: str


@dataclass(eq=False)
class NodeNotShared(Conflict):
    """这个环节不能这样会签。"""

    advice: ClassVar[str] = (
        "统一出件环节不设会签；会签环节由各人自己签署同意或不同意，不能跳过或委派，"
        "需要他人意见的请加签。"
    )
    node_key: str


@dataclass(eq=False)
class ReturnTargetNotEarlier(Invalid):
    """只能退回到已办结的前序环节。"""

    advice: ClassVar[str] = (
        "“{to}”不是本环节已办结的前序环节，请从前序环节中选择，或退回窗口（window）。"
    )
    node_key: str
    to: str


@dataclass(eq=False)
class ReturnWouldOrphan(Conflict):
    """退回会使并行的分支失去依据。"""

    advice: ClassVar[str] = (
        "{nodes} 已经开始办理，退回会使其落空；请等其办结，或改退到不影响它们的环节。"
    )
    nodes: str


@dataclass(eq=False)
class NotYourDecision(Conflict):
    """只能撤回自己作出的决定。"""

    advice: ClassVar[str] = "环节“{node_name}”没有您作出的决定，请刷新后核对。"
    node_key: str
    node_name: str


@dataclass(eq=False)
class NextNodeActed(Conflict):
    """后续环节已经开始办理，不能撤回。"""

    advice: ClassVar[str] = "{nodes} 已经签收或办结；如需更正，请由后续环节退回。"
    node_key: str
    nodes: str


@dataclass(eq=False)
class ExtendedOnceAlready(Conflict):
    """这个环节已经申请过延长时限。"""

    advice: ClassVar[str] = "环节“{node_name}”的时限依法只能延长一次。"
    node_key: str
    node_name: str


@dataclass(eq=False)
class ExtensionTooLong(Invalid):
    """延长的天数超过法定上限。"""

    advice: ClassVar[str] = "最多可延长 {most} 个工作日（行政许可法第四十二条）。"
    node_key: str
    most: int


@dataclass(eq=False)
class ExtensionNotAsked(Conflict):
    """这个环节没有待批准的延期申请。"""

    advice: ClassVar[str] = "环节“{node_name}”没有延期申请，或已经处理，请刷新。"
    node_key: str
    node_name: str


@dataclass(eq=False)
class ExtensionNeedsAnother(Conflict):
    """延期须由他人批准。"""

    advice: ClassVar[str] = "工号 {staff_no} 是申请人，请由本机关负责人或监督人员批准。"
    node_key: str
    staff_no: str


@dataclass(eq=False)
class NoSpecialProcedure(Conflict):
    """这个环节没有进行中的特别程序。"""

    advice: ClassVar[str] = "环节“{node_name}”没有进行中的特别程序，请刷新后核对。"
    node_key: str
    node_name: str


@dataclass(eq=False)
class NotAskedFor(Conflict):
    """这些内容没有要求补正。"""

    advice: ClassVar[str] = "{items} 不在补正通知中，办理期间不能修改；请只补充通知列出的内容。"
    items: str
