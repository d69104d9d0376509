"""Kinds of answer and grounds of refusal, each with the article it rests on and its report row.

The rows are those of the yearly report's table (国家统一格式，三、收到和处理政府信息公开申请情况).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class AnswerKind(StrEnum):
    """How a request is answered (art. 30, 35-39, 42)."""

    GRANTED = "granted"
    ALREADY_PUBLIC = "already_public"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_HELD = "not_held"
    NOT_OURS = "not_ours"
    NEEDS_MAKING = "needs_making"
    STILL_UNCLEAR = "still_unclear"
    PETITION = "petition"
    REPEATED = "repeated"
    PUBLICATION = "publication"
    EXCESSIVE = "excessive"
    RECONFIRMING = "reconfirming"
    NOT_SUPPLEMENTED = "not_supplemented"
    FEE_UNPAID = "fee_unpaid"
    OTHER = "other"


class Ground(StrEnum):
    """Why information is not disclosed (art. 14-16, 36(7))."""

    STATE_SECRET = "state_secret"  # noqa: S105 - a ground, no password
    FORBIDDEN_BY_LAW = "forbidden_by_law"
    ENDANGERS_SAFETY = "endangers_safety"
    THIRD_PARTY = "third_party"
    INTERNAL_AFFAIRS = "internal_affairs"
    IN_PROCESS = "in_process"
    ENFORCEMENT_FILE = "enforcement_file"
    SPECIAL_INQUIRY = "special_inquiry"


class Words(NamedTuple):
    """What stands in a letter and where it is counted."""

    title: str
    article: str
    row: str


KINDS = {
    AnswerKind.GRANTED: Words("予以公开", "第三十六条第二项", "3.1"),
    AnswerKind.ALREADY_PUBLIC: Words("已主动公开，告知获取方式", "第三十六条第一项", "3.1"),
    AnswerKind.PARTLY: Words("部分公开", "第三十七条", "3.2"),
    AnswerKind.REFUSED: Words("不予公开", "第三十六条第三项", ""),
    AnswerKind.NOT_HELD: Words("本机关不掌握，信息不存在", "第三十六条第四项", "3.4.1"),
    AnswerKind.NOT_OURS: Words("不属于本机关负责公开", "第三十六条第五项", "3.4.1"),
    AnswerKind.NEEDS_MAKING: Words("没有现成信息，需要另行制作", "第三十八条", "3.4.2"),
    AnswerKind.STILL_UNCLEAR: Words("补正后申请内容仍不明确", "第三十条", "3.4.3"),
    AnswerKind.PETITION: Words("信访、举报、投诉类申请，不予处理", "第三十九条第一款", "3.5.1"),
    AnswerKind.REPEATED: Words("重复申请，不予重复处理", "第三十六条第六项", "3.5.2"),
    AnswerKind.PUBLICATION: Words("要求提供公开出版物", "第三十九条第二款", "3.5.3"),
    AnswerKind.EXCESSIVE: Words("无正当理由大量反复申请，不予处理", "第三十五条", "3.5.4"),
    AnswerKind.RECONFIRMING: Words("要求确认或重新出具已获取的信息", "第三十六条", "3.5.5"),
    AnswerKind.NOT_SUPPLEMENTED: Words("逾期不补正，不再处理", "第三十条", "3.6.1"),
    AnswerKind.FEE_UNPAID: Words("逾期未缴费，不再处理", "第四十二条", "3.6.2"),
    AnswerKind.OTHER: Words("其他处理", "第三十六条", "3.6.3"),
}
GROUNDS = {
    Ground.STATE_SECRET: Words("属于国家秘密", "第十四条", "3.3.1"),
    Ground.FORBIDDEN_BY_LAW: Words("其他法律、行政法规禁止公开", "第十四条", "3.3.2"),
    Ground.ENDANGERS_SAFETY: Words("危及“三安全一稳定”", "第十四条", "3.3.3"),
    Ground.THIRD_PARTY: Words("保护第三方合法权益", "第十五条", "3.3.4"),
    Ground.INTERNAL_AFFAIRS: Words("属于三类内部事务信息", "第十六条第一款", "3.3.5"),
    Ground.IN_PROCESS: Words("属于四类过程性信息", "第十六条第二款", "3.3.6"),
    Ground.ENFORCEMENT_FILE: Words("属于行政执法案卷", "第十六条第二款", "3.3.7"),
    Ground.SPECIAL_INQUIRY: Words("属于行政查询事项", "第三十六条第七项", "3.3.8"),
}
WITH_GROUNDS = frozenset({AnswerKind.REFUSED, AnswerKind.PARTLY})
GIVING = frozenset({AnswerKind.GRANTED, AnswerKind.PARTLY})
WITHDRAWN_ROW = "3.6.3"  # the format has no row of its own for it: 其他处理, 其他


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer; its words are kept with the personal data of the request."""

    kind: AnswerKind
    grounds: tuple[Ground, ...]
    answered_on: date
    staff_no: str
    responsible_organ: str = ""

    @property
    def row(self) -> str:
        """The one row of the report it is counted in: of a refusal, that of its first ground."""
        return GROUNDS[self.grounds[0]].row if self._is_refusal else KINDS[self.kind].row

    @property
    def _is_refusal(self) -> bool:
        return self.kind is AnswerKind.REFUSED
