"""Why a command on a case is refused. Each reason is a problem a client can tell apart by type."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound


@dataclass(eq=False)
class CaseNotFound(NotFound):
    """没有找到这个办件。"""

    advice: ClassVar[str] = "请核对办件编号；只能查看本人或本部门的办件。"


@dataclass(eq=False)
class NodeNotFound(NotFound):
    """没有找到这个审批环节。"""

    advice: ClassVar[str] = "请在本部门的待办列表中选择；其他部门的环节不能办理。"


@dataclass(eq=False)
class TransitionNotAllowed(Conflict):
    """当前状态不能进行此操作。"""

    advice: ClassVar[str] = "办件当前为“{state_name}”，不能{action}。请刷新后按当前状态办理。"
    action: str
    state: str
    state_name: str


@dataclass(eq=False)
class NodeNotActive(Conflict):
    """这个环节现在不能办理。"""

    advice: ClassVar[str] = "环节“{node_name}”当前状态为 {state}，请刷新待办列表。"
    node_key: str
    node_name: str
    state: str


@dataclass(eq=False)
class NodeAlreadyDecided(Conflict):
    """这个环节已经有了审批结果。"""

    advice: ClassVar[str] = (
        "环节“{node_name}”已由工号 {decided_by} 的工作人员作出决定（{outcome}），不能重复审批。"
    )
    node_key: str
    node_name: str
    outcome: str
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
class MaterialStillDeferred(Conflict):
    """还有容缺材料没有补交。"""

    advice: ClassVar[str] = "请申请人先补交全部容缺材料，再统一出件。"
    outstanding: int


@dataclass(eq=False)
class MaterialUnknown(Invalid):
    """本办件没有这项材料。"""

    advice: ClassVar[str] = "材料编号 {material_code} 不在本办件的清单中，请按办事指南的清单提交。"
    material_code: str


@dataclass(eq=False)
class DeferralNotAllowed(Invalid):
    """这项材料不能容缺。"""

    advice: ClassVar[str] = "材料“{material_name}”是主要材料或已经提交，请勿容缺受理。"
    material_code: str
    material_name: str


@dataclass(eq=False)
class MaterialNotDeferred(Conflict):
    """这项材料没有容缺。"""

    advice: ClassVar[str] = "材料“{material_name}”已经提交或不在容缺清单中，无需补交。"
    material_code: str
    material_name: str


@dataclass(eq=False)
class CommitmentNotAllowed(Invalid):
    """这项材料不能用告知承诺代替。"""

    advice: ClassVar[str] = "请提交材料“{material_name}”。"
    material_code: str
    material_name: str


@dataclass(eq=False)
class ApplicationIncomplete(Invalid):
    """申请还没有填写完整。"""

    advice: ClassVar[str] = "请按 errors 中的逐项说明补充后再提交。"


@dataclass(eq=False)
class SupplementEmpty(Invalid):
    """补正通知没有列出任何内容。"""

    advice: ClassVar[str] = "请一次性列出全部需要补正的内容及理由。"


@dataclass(eq=False)
class SupplementItemUnknown(Invalid):
    """补正内容不在本办件中。"""

    advice: ClassVar[str] = (
        "{items} 不是本办件的材料、表单项或情形，"
        "请按 materials/编号、form/项、answers/项 填写，每项一次。"
    )
    items: str


@dataclass(eq=False)
class SecondRequestNeedsReason(Invalid):
    """补正内容应当一次性告知。"""

    advice: ClassVar[str] = (
        "{items} 在首次补正时没有提出；确需再次要求的，请由监督人员填写理由（supervisor_reason）。"
    )
    items: str
