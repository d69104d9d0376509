"""The way of a document: which state may follow which, and nothing beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Conflict
from svc_documents.domain.documents.states import State

ARROWS: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.UNDER_LEGAL_REVIEW, State.WITHDRAWN}),
    State.UNDER_LEGAL_REVIEW: frozenset({State.REVIEWED, State.REJECTED, State.WITHDRAWN}),
    State.REVIEWED: frozenset({State.REGISTERED, State.REJECTED, State.WITHDRAWN}),
    State.REGISTERED: frozenset({State.NUMBERED, State.WITHDRAWN}),
    State.NUMBERED: frozenset({State.PUBLISHED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset(),
    State.REJECTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
LABELS: Mapping[State, str] = {
    State.DRAFT: "起草中", State.UNDER_LEGAL_REVIEW: "审核中", State.REVIEWED: "已审核",
    State.REGISTERED: "已登记", State.NUMBERED: "已编号", State.PUBLISHED: "已公布",
    State.REJECTED: "审核未通过", State.WITHDRAWN: "已撤回",
}  # fmt: skip
REVISABLE = frozenset({State.DRAFT, State.UNDER_LEGAL_REVIEW})
UNDER_WAY = frozenset(state for state, next_ones in ARROWS.items() if next_ones)


@dataclass(eq=False)
class StepOutOfOrder(Conflict):
    """文件当前所处的阶段不能办理这一步。"""

    advice: ClassVar[str] = "文件现在是“{now}”，要“{wanted}”须先是“{needed}”。请先完成前面的步骤。"
    now: str
    wanted: str
    needed: str


def refuse_unless_arrow(now: State, wanted: State) -> None:
    """Refused with StepOutOfOrder when no arrow leads there."""
    if wanted not in ARROWS[now]:
        needed = [LABELS[one] for one, next_ones in ARROWS.items() if wanted in next_ones]
        raise StepOutOfOrder(LABELS[now], LABELS[wanted], "”或“".join(needed))
