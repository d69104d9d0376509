"""Why the suggestion box refuses."""

from shared.refusals import Conflict, NotFound


class SuggestionNotFound(NotFound):
    """没有找到这条建议。"""

    advice = "请核对投递时得到的回执码；意见箱不记录投递人，回执码遗失后无法找回。"


class SuggestionAnsweredAlready(Conflict):
    """这条建议已经答复过了。"""

    advice = "每条建议只答复一次，投递人凭回执码查看；请刷新列表。"


class SuggestionSentAlready(Conflict):
    """这个投递编号已经用过了。"""

    advice = "每条新的建议请使用新的 submission_id；重试时请保持内容不变。"
