"""What people see of a fund's year: balances, what does not add up, the picture."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from svc_budget.api.funds.allocation_views import FundNodeView, name_of, node_view
from svc_budget.api.money import yuan
from svc_budget.domain.allocations.breaks import BreakKind, sentence
from svc_budget.domain.allocations.labels import label_of
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind
from svc_budget.domain.clocks.duties import Light
from svc_budget.use_cases.allocations.following import Picture, YearOfFund


class FundBalanceView(BaseModel):
    """Received = own + passed on + not yet allocated."""

    node: FundNodeView
    received: str | None = Field(description="null：资金从这里开始")
    own: str = Field(description="本级安排")
    passed_on: str = Field(description="下达下级")
    unallocated: str | None = Field(description="尚未分配；负数为超出")
    in_transit: str = Field(description="已下达、下级尚未确认收到")
    granted: str = Field(description="分配到项目和补助对象")
    paid: str


class FundIssueView(BaseModel):
    """Something that does not add up; public."""

    kind: BreakKind
    node: FundNodeView
    limit: str
    actual: str
    difference: str
    allocation_id: str = Field(description="只涉及一笔分配时的那一笔", examples=[""])
    message: str


class PassingOnView(BaseModel):
    """Whether a region passed one receipt on in time (预算法第五十二条)."""

    node: FundNodeView
    title: str
    article: str
    began_on: date | None = Field(description="收到的日期；资金开始的地区为预算批准日期")
    acknowledged: bool = Field(description="接收方没有确认收到的，从下达文件的日期算起")
    light: Light = Field(description="over：本级安排和下达合计超出收到的资金，不算完成")
    amount: str = Field(description="这笔收到的资金中应下达的")
    in_time: str = Field(description="按期下达")
    late: str = Field(description="逾期下达")
    left: str = Field(description="尚未下达")
    excess: str = Field(description="该地区本级安排和下达合计超出收到的资金")
    due_on: date | None = Field(description="批准日期还没有登记时为 null")
    days_late: int
    message: str


class FundYearView(BaseModel):
    """A fund's money of a year."""

    fund_id: UUID
    year: int
    balances: list[FundBalanceView]
    issues: list[FundIssueView]
    passing_on: list[PassingOnView]


class FlowNodeView(BaseModel):
    """A node of the picture."""

    key: str
    name: str
    level: int
    kind: NodeKind | None
    count: int = Field(description="代表多少个；其他项大于 1")
    value: str


class FlowLinkView(BaseModel):
    """What goes from one to another."""

    source: str
    target: str
    value: str
    allocated: str
    paid: str


class FundFlowView(BaseModel):
    """Where the money goes: the largest of each level, and 其他."""

    fund_id: UUID
    year: int
    nodes: list[FlowNodeView]
    links: list[FlowLinkView]


def year_view(fund_id: UUID, found: YearOfFund) -> FundYearView:
    """Balances and what does not add up."""
    known = found.nodes
    return FundYearView(
        fund_id=fund_id,
        year=found.year,
        balances=[
            FundBalanceView(
                node=node_view(one.node, known), received=yuan(one.received), own=yuan(one.own),
                passed_on=yuan(one.passed_on), unallocated=yuan(one.unallocated),
                in_transit=yuan(one.in_transit), granted=yuan(one.granted), paid=yuan(one.paid),
            )
            for one in found.balances
        ],
        issues=[
            FundIssueView(
                kind=one.kind, node=node_view(one.node, known), limit=yuan(one.limit),
                actual=yuan(one.actual), difference=yuan(one.difference),
                allocation_id=one.edge_id,
                message=sentence(one, found.year, lambda key: name_of(key, known)),
            )
            for one in found.breaks
        ],
        passing_on=[
            PassingOnView(
                node=node_view(one.node, known), title=one.share.duty.title,
                article=one.share.duty.article, began_on=one.share.receipt.on,
                acknowledged=one.share.receipt.acknowledged, light=one.standing.light,
                amount=yuan(one.share.owed), in_time=yuan(one.share.in_time),
                late=yuan(one.share.late), left=yuan(one.share.left), excess=yuan(one.excess),
                due_on=one.standing.due_on, days_late=one.standing.days_late, message=one.message,
            )
            for one in found.passing_on
        ],
    )  # fmt: skip


def flow_view(fund_id: UUID, found: Picture) -> FundFlowView:
    """The picture with names."""

    def named(key: NodeKey) -> str:
        return name_of(key, found.nodes)

    return FundFlowView(
        fund_id=fund_id,
        year=found.year,
        nodes=[
            FlowNodeView(
                key=one.key, name=label_of(one, named), level=one.level,
                kind=one.node.kind if one.node else one.kind, count=one.count,
                value=yuan(one.value),
            )
            for one in sorted(found.flow.nodes.values(), key=lambda one: (one.level, one.key))
        ],
        links=[
            FlowLinkView(
                source=one.source, target=one.target, value=yuan(one.value),
                allocated=yuan(one.allocated), paid=yuan(one.paid),
            )
            for one in sorted(found.flow.links.values(), key=lambda one: (one.source, one.target))
        ],
    )  # fmt: skip
