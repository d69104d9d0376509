"""Why a judgement of a review is refused."""

from shared.refusals import Conflict, Forbidden, NotFound


class JudgedReviewNotFound(NotFound):
    """没有找到这条待处理的评价。"""

    advice = "请确认评价编号；只能处理本地区的评价。"


class JudgeIsReviewed(Forbidden):
    """被评价的部门或人员不能裁定对自己的评价。"""

    advice = "请交由未参与本次办事的部门裁定。"


class ReviewNotDoubted(Conflict):
    """这条评价没有存疑标记，无需裁定。"""

    advice = "对差评有异议的，请通过申诉处理。"


class JudgedAlready(Conflict):
    """这条评价已经裁定。"""

    advice = "裁定只能作出一次；对结果有异议的，请通过申诉处理。"
