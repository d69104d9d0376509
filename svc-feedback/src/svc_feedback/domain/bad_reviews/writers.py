"""What the writer of a bad review is told of how it stands."""

from collections.abc import Mapping

from svc_feedback.domain.bad_reviews.kinds import BadReviewState

TOLD: Mapping[BadReviewState, str] = {
    BadReviewState.RECEIVED: "您的评价已经收到，等待承办单位受理。",
    BadReviewState.TRIAGE: "承办单位已经受理，正在确定办理人。",
    BadReviewState.ASSIGNED: "已经确定办理人，将与您联系核实。",
    BadReviewState.CONTACTED: "办理人已经与您联系，正在核实情况。",
    BadReviewState.VERIFIED: "情况已经核实，正在研究如何处理。",
    BadReviewState.EXPLAINED: "承办单位正在就您反映的问题作出解释。",
    BadReviewState.RECTIFYING: "承办单位正在整改。",
    BadReviewState.REPLIED: "承办单位已经答复，请您说明是否满意。",
    BadReviewState.REVISITING: "承办单位已经答复，请您说明是否满意。",
    BadReviewState.ESCALATED: "您两次表示不满意，由督办人员作出裁定。",
    BadReviewState.APPEALED: "承办单位对评价有异议，由其他单位复核。",
    BadReviewState.UPHELD: "经其他单位复核，这条评价不计入统计，理由如下。",
    BadReviewState.INVALIDATED: "经核实，这条评价不计入统计，理由如下。",
    BadReviewState.CLOSED: "已经办结，感谢您帮助我们改进服务。",
}


BY_HANDLER = "承办单位已经答复，是否满意由回访记录。"


def told(state: BadReviewState, *, answerable: bool = True) -> str:
    """How it stands, said to its writer; who cannot answer by token is not asked to."""
    if not answerable and state in {BadReviewState.REPLIED, BadReviewState.REVISITING}:
        return BY_HANDLER
    return TOLD[state]
