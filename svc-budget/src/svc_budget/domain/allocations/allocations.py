"""An allocation as it is entered, corrected, acknowledged and paid; versions stay readable."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, FieldError, Invalid, NotFound
from svc_budget.domain.allocations.edges import Edge, Pair, levels
from svc_budget.domain.allocations.nodes import Node, NodeKey, NodeKind, names_a_person
from svc_budget.domain.funds.funds import Fund

MOST_STEPS = 8  # 中央, 省, 市, 县, 乡镇, a department, a unit, a project, a recipient


class AllocationNotFound(NotFound):
    """没有找到这笔资金分配。"""

    advice = "请从资金的分配明细中选择；办理时请使用分配方、接收方或资金主管单位的账号。"


@dataclass(eq=False)
class AllocationsUnsound(Invalid):
    """资金分配填写有误，本次提交的各笔都没有保存。"""


@dataclass(eq=False)
class AllocationReasonMissing(Conflict):
    """更改已经公开的数字要写明原因。"""

    advice: ClassVar[str] = "请在 reason 中写明更正原因，原因将一并公开。"


class AllocationNotAcknowledged(Conflict):
    """这笔分配不需要确认收到。"""

    advice = "只有上级下达给下级地区或单位的资金，由接收方确认收到。"


class AllocationNotPaid(Conflict):
    """这笔分配不登记支付。"""

    advice = "只有分配到项目或补助对象的资金登记支付。"


@dataclass(frozen=True, slots=True)
class Allocation:
    """One allocation, in fen; a corrected amount of 0 takes it back."""

    allocation_id: UUID
    fund_id: UUID
    year: int
    source: NodeKey | None
    target: NodeKey
    amount: int
    document: str  # 下达文件, as it is cited
    allocated_on: date
    document_id: UUID | None = None
    received: int | None = None
    received_on: date | None = None
    paid: int = 0
    paid_on: date | None = None
    policy_id: UUID | None = None  # the policy by which a recipient was granted it
    case_id: UUID | None = None  # the case in which it was granted
    version: int = 1

    @property
    def edge(self) -> Edge:
        """As balances count it."""
        return Edge(
            self.source, self.target, self.amount, self.received, self.paid,
            str(self.allocation_id),
        )  # fmt: skip

    def corrected(
        self, amount: int, document: str, allocated_on: date, reason: str
    ) -> "Allocation":
        """Another amount, document or day. Refused with AllocationReasonMissing."""
        if not reason.strip():
            raise AllocationReasonMissing
        return replace(
            self, amount=amount, document=document, allocated_on=allocated_on,
            version=self.version + 1,
        )  # fmt: skip

    def acknowledged(self, received: int, on: date, reason: str) -> "Allocation":
        """The one below says how much has arrived by now.

        Refused with AllocationNotAcknowledged, and with AllocationReasonMissing when it is less
        than was said before.
        """
        if not self.edge.is_acknowledged:
            raise AllocationNotAcknowledged
        if received < (self.received or 0) and not reason.strip():
            raise AllocationReasonMissing
        return replace(self, received=received, received_on=on, version=self.version + 1)

    def paid_until_now(self, paid: int, on: date, reason: str) -> "Allocation":
        """How much has been paid by now.

        Refused with AllocationNotPaid, and with AllocationReasonMissing when it is less than
        was said before.
        """
        if self.target.is_holder:
            raise AllocationNotPaid
        if paid < self.paid and not reason.strip():
            raise AllocationReasonMissing
        return replace(self, paid=paid, paid_on=on, version=self.version + 1)


def refuse_unsound(
    fund: Fund,
    made: Sequence[Allocation],
    nodes: Mapping[NodeKey, Node],
    known: Collection[tuple[int, Pair]],
    today: date,
) -> None:
    """Refused with AllocationsUnsound, everything wrong at once, each by its place.

    `nodes` are those named now or before; `known` the pairs among holders and projects that
    the fund has already, by year.
    """
    errors = [
        FieldError(f"#/items/{position}{pointer}", code, message)
        for position, one in enumerate(made)
        for pointer, code, message in _faults(fund, one, nodes, today)
    ]
    errors += _circles(made, known)
    if errors:
        raise AllocationsUnsound(errors=errors)


def _faults(
    fund: Fund, one: Allocation, nodes: Mapping[NodeKey, Node], today: date
) -> Iterator[tuple[str, str, str]]:
    if not fund.holds_in(one.year):
        yield "/year", "year_outside", "这项资金没有这个预算年度。"
    if one.allocated_on > today:
        yield "/allocated_on", "in_future", "分配日期不能晚于今天。"
    for end, key in (("source", one.source), ("target", one.target)):
        if key is None:
            continue
        if names_a_person(key):
            yield f"/{end}/id", "identity_number", "不得填写身份证号；个人补助对象不填编号。"
        elif key not in nodes or not nodes[key].name.strip():
            yield f"/{end}/name", "unknown_node", "第一次出现的地区、单位、项目或对象请写明名称。"
    if one.source is None and not one.target.is_holder:
        yield "/target/kind", "not_a_holder", "年度预算只能安排到地区或单位。"
    elif one.source is not None:
        yield from _faults_of_giver(one.source, one.target)


def _faults_of_giver(source: NodeKey, target: NodeKey) -> Iterator[tuple[str, str, str]]:
    if source.kind is NodeKind.RECIPIENT:
        yield "/source/kind", "recipient_gives", "补助对象不再分配资金。"
    elif source.kind is NodeKind.PROJECT and target.kind is not NodeKind.RECIPIENT:
        yield "/target/kind", "project_gives", "项目的资金只能分配到补助对象。"


def _circles(
    made: Sequence[Allocation], known: Collection[tuple[int, Pair]]
) -> Iterator[FieldError]:
    for year in sorted({one.year for one in made}):
        pairs = {pair for its_year, pair in known if its_year == year}
        pairs |= {(one.source, one.target) for one in made if one.year == year}
        at, stuck = levels(pairs)
        for position, one in enumerate(made):
            if one.year != year:
                continue
            where = f"#/items/{position}/target"
            if one.source in stuck and one.target in stuck and one.source != one.target:
                yield FieldError(where, "circular", "资金绕了一圈又回到了分配方。")
            elif at.get(one.target, 0) > MOST_STEPS:
                yield FieldError(where, "too_deep", f"资金最多经过{MOST_STEPS}次分配。")
