"""Why something asked of the catalogue is refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shared.refusals import Conflict, Invalid, NotFound, TooLarge, UnsupportedMedia


@dataclass(eq=False)
class MatterWithdrawn(Conflict):
    """这个事项已经下架，不再受理新的申请。"""

    advice: ClassVar[str] = "已在办理的办件不受影响。下架说明：{reason}"

    reason: str
    withdrawn_at: datetime


class DraftNotFound(NotFound):
    """这个事项没有草稿。"""

    advice = "请先用 PUT 保存草稿，或导入事项包。"


class VersionNotFound(NotFound):
    """没有这个版本。"""

    advice = "请在版本列表中选择。"


@dataclass(eq=False)
class EffectiveTimeUnusable(Invalid):
    """生效时间不能使用。"""

    advice: ClassVar[str] = "生效时间应在当前时间之后、十年之内；不填则立即生效。"


@dataclass(eq=False)
class PackageUnreadable(Invalid):
    """事项包无法读取。"""

    advice: ClassVar[str] = "请按 errors 中的说明改正后重新导入。"


@dataclass(eq=False)
class PackageTooLarge(TooLarge):
    """事项包太大。"""

    advice: ClassVar[str] = "事项包不能超过 {limit_kib} KiB，请检查是否误放了其他内容。"

    limit_kib: int


class PackageTypeRefused(UnsupportedMedia):
    """不接受这种事项包。"""

    advice = "请以 application/yaml 或 application/json 提交。"


@dataclass(eq=False)
class SimulationImpossible(Invalid):
    """无法推演。"""

    advice: ClassVar[str] = "请按 errors 中的说明修改后再推演。"


@dataclass(eq=False)
class BookletTooThick(Invalid):
    """办事指南汇编的事项太多。"""

    advice: ClassVar[str] = "一册最多 {most} 个事项，请用 theme 选择一个主题。"

    most: int


@dataclass(eq=False)
class BookletEmpty(NotFound):
    """这个主题下没有事项。"""

    advice: ClassVar[str] = "请核对主题名称，现有主题：{themes}。"

    themes: str
