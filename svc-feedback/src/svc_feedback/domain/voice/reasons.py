"""Why the analysis refuses."""

from shared.refusals import Conflict, Forbidden, Invalid, NotFound


class ThemeNotFound(NotFound):
    """没有找到这个留言主题。"""

    advice = "请从主题列表中重新选择；主题编号可能有误。"


class VoiceMessageNotFound(NotFound):
    """没有找到这条留言。"""

    advice = "请从主题的留言列表中重新选择；只能查看本地区的留言。"


class ProposalWithoutMatter(Invalid):
    """改进办事指南要写明是哪个事项。"""

    advice = "请在 matter_code 中填写事项编码；不针对某个事项时，请选择推送信息。"


class ProposalWithoutRegion(Conflict):
    """当前账号没有所属地区，不能提出改进建议。"""

    advice = "请使用有所属地区的工作人员账号，或请管理员补充账号的地区。"


class ProposalNotFound(NotFound):
    """没有找到这条改进建议。"""

    advice = "请从改进建议列表中重新选择；只能办理本地区的建议。"


class ProposalDecidedAlready(Conflict):
    """这条改进建议已经有了处理结果。"""

    advice = "每条建议只决定一次；情况有变化的，请重新提出建议。"


class ProposalDecidedByProposer(Forbidden):
    """提出改进建议的人员不能自己决定是否采纳。"""

    advice = "请交由本地区另一名督办人员决定。"
