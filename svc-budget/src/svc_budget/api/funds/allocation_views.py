"""What people see of allocations, and what is entered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from shared.database import Row
from shared.ids import new_id
from shared.moments import Moment
from svc_budget.api.funds.fund_views import BudgetYear, Name, Words
from svc_budget.api.money import Yuan, yuan
from svc_budget.domain.allocations.allocations import Allocation
from svc_budget.domain.allocations.nodes import NODE_KIND_NAMES, Node, NodeKey, NodeKind

NodeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
Nodes = Mapping[NodeKey, Node]


class FundNodeRequest(BaseModel):
    """A region, unit, project or recipient; the name is needed the first time."""

    kind: NodeKind
    id: NodeId | None = Field(
        None, description="地区、单位、项目或企业的代码；个人补助对象不填", examples=["431202"]
    )
    name: Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f]*$")] = ""
    region_code: str = Field("", pattern=r"^(\d{6})?$")
    unit_code: str | None = Field(None, pattern=r"^[A-Za-z0-9-]{1,40}$", description="项目的单位")
    natural_person: bool = Field(default=False, description="个人：姓名只保留姓氏")

    def node(self) -> Node:
        """As the domain takes it; a natural person gets an id of our own."""
        key = NodeKey(self.kind, self.id or str(new_id()))
        return Node(key, self.name, self.region_code, self.unit_code, self.natural_person)


class AllocationRequest(BaseModel):
    """One allocation; without a source it is the fund's budget of the year."""

    year: BudgetYear
    source: FundNodeRequest | None = None
    target: FundNodeRequest
    amount: Yuan = Field(gt=0, description="金额（元）", examples=["1200000.00"])
    document: Name = Field(description="下达文件", examples=["湘财农指〔2026〕12号"])
    document_id: UUID | None = None
    allocated_on: date
    policy_id: UUID | None = None
    case_id: UUID | None = None


class AllocationsRequest(BaseModel):
    """Allocations of one fund, all or none."""

    items: list[AllocationRequest] = Field(min_length=1, max_length=500)

    def read(self, fund_id: UUID) -> tuple[list[Allocation], list[Node]]:
        """The allocations, and the nodes said with their names."""
        made, named = [], []
        for one in self.items:
            source = None if one.source is None else one.source.node()
            target = one.target.node()
            named += [each for each in (source, target) if each is not None and each.name]
            known: dict[str, Any] = one.model_dump(exclude={"source", "target"})
            ends: dict[str, Any] = {"source": source.key if source else None, "target": target.key}
            made.append(Allocation(allocation_id=new_id(), fund_id=fund_id, **ends, **known))
        return made, named


class AllocationCorrectionRequest(BaseModel):
    """What an allocation is instead; an amount of 0 takes it back."""

    amount: Yuan = Field(ge=0, examples=["1100000.00"])
    document: Name
    allocated_on: date
    reason: Words = Field("", description="更正原因，公开")


class AllocationReceivedRequest(BaseModel):
    """What has arrived by now."""

    received: Yuan = Field(ge=0, examples=["1200000.00"])
    received_on: date
    reason: Words = Field("", description="少于此前确认的数额时写明原因，公开")


class AllocationPaidRequest(BaseModel):
    """What has been paid by now."""

    paid: Yuan = Field(ge=0, examples=["300000.00"])
    paid_on: date
    reason: Words = Field("", description="少于此前登记的数额时写明原因，公开")


class FundNodeView(BaseModel):
    """Who gives or gets."""

    kind: NodeKind
    kind_name: str
    id: str
    name: str


class AllocationView(BaseModel):
    """One allocation as it is now."""

    allocation_id: UUID
    fund_id: UUID
    year: int
    source: FundNodeView | None = Field(description="null：年度预算安排")
    target: FundNodeView
    amount: str
    document: str
    document_id: UUID | None
    allocated_on: date
    received: str | None = Field(description="接收方确认收到")
    received_on: date | None
    paid: str
    paid_on: date | None
    policy_id: UUID | None
    case_id: UUID | None
    version: int


class AllocationVersionView(BaseModel):
    """One version of an allocation."""

    version: int
    step: str = Field(examples=["corrected"])
    amount: str
    document: str
    allocated_on: date
    received: str | None
    received_on: date | None
    paid: str
    paid_on: date | None
    reason: str
    changed_at: Moment


class AllocationWholeView(AllocationView):
    """An allocation with all its versions."""

    versions: list[AllocationVersionView]


def node_view(key: NodeKey, known: Nodes) -> FundNodeView:
    """Somebody by name."""
    return FundNodeView(
        kind=key.kind, kind_name=NODE_KIND_NAMES[key.kind], id=key.id, name=name_of(key, known)
    )


def name_of(key: NodeKey, known: Nodes) -> str:
    """What somebody is called, else the code."""
    return known[key].name if key in known else key.id


def allocation_view(one: Allocation, known: Nodes) -> AllocationView:
    """An allocation as it is now."""
    return AllocationView(
        allocation_id=one.allocation_id, fund_id=one.fund_id, year=one.year,
        source=None if one.source is None else node_view(one.source, known),
        target=node_view(one.target, known), amount=yuan(one.amount), document=one.document,
        document_id=one.document_id, allocated_on=one.allocated_on, received=yuan(one.received),
        received_on=one.received_on, paid=yuan(one.paid), paid_on=one.paid_on,
        policy_id=one.policy_id, case_id=one.case_id, version=one.version,
    )  # fmt: skip


def whole_allocation_view(
    one: Allocation, known: Nodes, versions: Sequence[Row]
) -> AllocationWholeView:
    """An allocation with all its versions."""
    money = ("amount", "received", "paid")
    return AllocationWholeView(
        **allocation_view(one, known).model_dump(),
        versions=[
            AllocationVersionView(**{**dict(row), **{name: yuan(row[name]) for name in money}})
            for row in versions
        ],
    )
