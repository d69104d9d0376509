"""The words consultations are sorted by, each with the name people know it under."""

from enum import StrEnum


class ConsultationKind(StrEnum):
    """What is asked about."""

    MAJOR_DECISION = "major_decision"
    ENTERPRISE_POLICY = "enterprise_policy"
    DOCUMENT = "document"
    GENERAL = "general"
    POLICY_IN_FORCE = "policy_in_force"

    @property
    def label(self) -> str:
        """As people call it."""
        return KIND_LABELS[self]

    @property
    def is_major(self) -> bool:
        """Whether people have 30 days, unless a reason says why not.

        重大行政决策程序暂行条例 (国令第713号) art. 15; 优化营商环境条例 (国令第722号) art. 62 for
        rules that concern enterprises.
        """
        return self in {ConsultationKind.MAJOR_DECISION, ConsultationKind.ENTERPRISE_POLICY}


class ConsultationState(StrEnum):
    """Where a consultation stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        """As people call it."""
        return STATE_LABELS[self]


class OpinionGroup(StrEnum):
    """Who speaks: those that may be invited, and everybody."""

    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    LAWYER = "lawyer"
    EXPERT = "expert"
    PUBLIC = "public"


class Stance(StrEnum):
    """How somebody stands to a passage."""

    SUPPORT = "support"
    AMEND = "amend"
    OPPOSE = "oppose"


class Disposition(StrEnum):
    """What became of an opinion."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"

    @property
    def label(self) -> str:
        """As people call it."""
        return DISPOSITION_LABELS[self]


KIND_LABELS = {
    ConsultationKind.MAJOR_DECISION: "重大行政决策",
    ConsultationKind.ENTERPRISE_POLICY: "涉企政策",
    ConsultationKind.DOCUMENT: "规范性文件",
    ConsultationKind.GENERAL: "民意征集",
    ConsultationKind.POLICY_IN_FORCE: "现行政策意见",
}
STATE_LABELS = {
    ConsultationState.DRAFT: "起草中",
    ConsultationState.SCHEDULED: "即将开始",
    ConsultationState.OPEN: "征集中",
    ConsultationState.CLOSED: "已结束，意见处理中",
    ConsultationState.PUBLISHED: "已公布结果",
}
DISPOSITION_LABELS = {
    Disposition.ADOPTED: "采纳",
    Disposition.PARTLY: "部分采纳",
    Disposition.NOT_ADOPTED: "未采纳",
}
