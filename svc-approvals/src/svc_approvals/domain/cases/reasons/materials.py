"""Why a material is refused."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Conflict, Invalid


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
