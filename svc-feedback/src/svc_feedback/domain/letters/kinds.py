"""The words letters are sorted by, each with the name people know it under."""

from enum import StrEnum


class LetterKind(StrEnum):
    """What the writer wants."""

    CONSULT = "consult"
    COMPLAIN = "complain"
    SUGGEST = "suggest"
    HELP = "help"

    @property
    def label(self) -> str:
        """As people call it."""
        return KIND_LABELS[self]


class LetterState(StrEnum):
    """Where a letter stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """As people call it."""
        return STATE_LABELS[self]

    @property
    def is_closed(self) -> bool:
        """Nothing more is done with it."""
        return self in {LetterState.ANSWERED, LetterState.REFUSED}


class LetterCourse(StrEnum):
    """How long it takes: the limits of each are data of the region."""

    SIMPLE = "simple"
    COMPLEX = "complex"
    PETITION_LIKE = "petition_like"


class RefusalKind(StrEnum):
    """Why a letter is not taken up; the kinds mailboxes name."""

    COURT = "court"
    PETITION = "petition"
    REPEAT = "repeat"
    ADVERT = "advert"
    UNVERIFIABLE = "unverifiable"

    @property
    def label(self) -> str:
        """As people call it, and where to go instead."""
        return REFUSAL_LABELS[self]


KIND_LABELS = {
    LetterKind.CONSULT: "咨询",
    LetterKind.COMPLAIN: "投诉",
    LetterKind.SUGGEST: "建议",
    LetterKind.HELP: "求助",
}
STATE_LABELS = {
    LetterState.RECEIVED: "待分办",
    LetterState.ASSIGNED: "办理中",
    LetterState.ANSWERED: "已答复",
    LetterState.REFUSED: "不予受理",
}
REFUSAL_LABELS = {
    RefusalKind.COURT: "已经或者应当通过诉讼、仲裁、行政复议解决，请向有关机关提出",
    RefusalKind.PETITION: "已经作为信访事项受理，请向受理机关查询",
    RefusalKind.REPEAT: "同一事项已经答复，没有新的事实和理由",
    RefusalKind.ADVERT: "广告等与信箱无关的内容",
    RefusalKind.UNVERIFIABLE: "所述事实无法核实，请补充时间、地点和经过后重新写信",
}
