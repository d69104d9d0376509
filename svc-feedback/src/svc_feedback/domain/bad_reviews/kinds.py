"""The words a bad review is handled by, each with the name people know it under."""

from enum import StrEnum


class BadReviewState(StrEnum):
    """Where it stands."""

    RECEIVED = "received"
    TRIAGE = "triage"
    ASSIGNED = "assigned"
    CONTACTED = "contacted"
    VERIFIED = "verified"
    EXPLAINED = "explained"
    RECTIFYING = "rectifying"
    REPLIED = "replied"
    REVISITING = "revisiting"
    ESCALATED = "escalated"
    APPEALED = "appealed"
    UPHELD = "upheld"
    INVALIDATED = "invalidated"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As people call it."""
        return STATE_LABELS[self]

    @property
    def is_closed(self) -> bool:
        """Nothing more is due."""
        return self in {BadReviewState.UPHELD, BadReviewState.INVALIDATED, BadReviewState.CLOSED}


class Grade(StrEnum):
    """How hard it is to put right: each has limits of its own."""

    SIMPLE = "simple"
    COMPLEX = "complex"


class Verdict(StrEnum):
    """What looking into it has shown."""

    TRUE = "true"
    PARTLY = "partly"
    UNTRUE = "untrue"
    UNREACHABLE = "unreachable"


class ChangeKind(StrEnum):
    """What was changed for the better; ``NOTHING`` only where an explanation was due."""

    GUIDE = "guide"
    FORM = "form"
    STAFF = "staff"
    PLACE = "place"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """As people call it."""
        return CHANGE_LABELS[self]


class Explanation(StrEnum):
    """Why nothing is put right: there is no legal basis for what is asked, or it is not so."""

    NO_LEGAL_BASIS = "no_legal_basis"
    UNTRUE = "untrue"


class AppealKind(StrEnum):
    """Why a review should leave the figures."""

    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"
    NOT_OURS = "not_ours"


class AttemptChannel(StrEnum):
    """How somebody tried to reach the writer."""

    PHONE = "phone"
    VISIT = "visit"
    MESSAGE = "message"


class StepKind(StrEnum):
    """What is done with it; every one stays in its history."""

    TRIAGE = "triage"
    ASSIGN = "assign"
    TRANSFER = "transfer"
    ATTEMPT = "attempt"
    VERIFY = "verify"
    RECTIFY = "rectify"
    EXPLAIN = "explain"
    REPLY = "reply"
    REVISIT = "revisit"
    ANSWER = "answer"
    CLOSE = "close"
    RULE = "rule"
    REOPEN = "reopen"
    EXTEND = "extend"
    APPEAL = "appeal"
    DECIDE = "decide"
    INVALIDATE = "invalidate"
    RECOUNT = "recount"


STATE_LABELS = {
    BadReviewState.RECEIVED: "待受理",
    BadReviewState.TRIAGE: "待分办",
    BadReviewState.ASSIGNED: "待联系",
    BadReviewState.CONTACTED: "待核实",
    BadReviewState.VERIFIED: "已核实",
    BadReviewState.EXPLAINED: "作出解释",
    BadReviewState.RECTIFYING: "整改中",
    BadReviewState.REPLIED: "已答复",
    BadReviewState.REVISITING: "回访中",
    BadReviewState.ESCALATED: "督办中",
    BadReviewState.APPEALED: "申诉中",
    BadReviewState.UPHELD: "申诉成立",
    BadReviewState.INVALIDATED: "评价无效",
    BadReviewState.CLOSED: "已办结",
}
CHANGE_LABELS = {
    ChangeKind.GUIDE: "修改了办事指南",
    ChangeKind.FORM: "修改了表单",
    ChangeKind.STAFF: "改进了人员服务",
    ChangeKind.PLACE: "改进了办事场所",
    ChangeKind.NOTHING: "作出解释说明",
}
