"""Route of the simulation: the timeline of a case that does not exist yet."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller, RoleMissing
from shared.moments import Moment
from shared.problems import documented
from shared.work_calendar import OutsideCalendar
from svc_approvals.api.tools import EDITORS, Tools
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.domain.catalogue.reasons import DraftNotFound, SimulationImpossible
from svc_approvals.domain.catalogue.simulation import Foretold
from svc_approvals.use_cases.catalogue import simulations
from svc_approvals.use_cases.catalogue.guides import organ_names
from svc_approvals.use_cases.catalogue.matters import AnswersInvalid, MatterNotFound
from svc_approvals.use_cases.catalogue.simulations import Supposed

router = edge_router("matters", prefix="/api/v1/matters")
MOST_NODES = 500
Minutes = Annotated[int, Field(ge=0, le=500_000)]


class SimulationRequest(BaseModel):
    """What is supposed of the case."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, Any] = Field(default_factory=dict, examples=[{"applied_by": "self"}])
    form: dict[str, Any] = Field(default_factory=dict, description="条件和规则要看的表单内容")
    start: AwareDatetime | None = Field(
        default=None, description="受理时间，不填为现在", examples=["2026-09-30T16:50:00+08:00"]
    )
    minutes: dict[str, Minutes] = Field(
        default_factory=dict,
        max_length=MOST_NODES,
        description="各环节用多少工作分钟；没写的按 history，再没有的按承诺时限",
        examples=[{"market": 120}],
    )
    history: Literal["median", "p80"] | None = Field(
        default=None, description="没写时长的环节按历史的中位数或 80% 分位数"
    )
    outcomes: dict[str, Literal["approve", "refuse"]] = Field(
        default_factory=dict, max_length=MOST_NODES, examples=[{"health": "refuse"}]
    )
    draft: bool = Field(default=False, description="推演草稿，仅限编辑人员")


class SimulatedNodeView(BaseModel):
    """What would become of a node, and when."""

    key: str
    name: str
    organ: str
    organ_name: str
    state: str = Field(examples=["approved"])
    arrived_at: Moment | None
    finished_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None
    working_minutes: int | None = Field(description="从到达到办结的工作分钟数")
    late: bool = Field(description="超过承诺时限")
    critical: bool = Field(description="在关键路径上")


class SimulationView(BaseModel):
    """The timeline of such a case on the real calendar."""

    starts_at: Moment
    ends_at: Moment | None = Field(description="统一出件，或全部不予许可的时间")
    decided_at: Moment | None
    result: str | None = Field(examples=["approved"])
    promised_due: Moment | None
    statutory_due: Moment | None
    provisional: bool = Field(description="日历中有尚未公布放假安排的日子")
    critical_path: list[str]
    nodes: list[SimulatedNodeView]


@router.post(
    "/{code}/simulate",
    responses=documented(
        MatterNotFound, AnswersInvalid, SimulationImpossible, OutsideCalendar, DraftNotFound,
        RoleMissing,
    ),
)  # fmt: skip
async def simulate_matter(
    work: Work, tools: Tools, caller: AnyCaller, code: str, request: SimulationRequest
) -> SimulationView:
    """Foretell a case to the minute: every node's arrival, end and limits, the critical path."""
    if request.draft and not caller.roles & frozenset(EDITORS):
        raise RoleMissing(needed="、".join(EDITORS))
    matter = await simulations.simulated_matter(work, caller, code, draft=request.draft)
    supposed = Supposed(
        request.answers, request.form, request.start, request.minutes, request.outcomes,
        request.history,
    )  # fmt: skip
    foretold = await simulations.simulate_matter(work, tools, matter, supposed)
    clock = await tools.clock(work)
    return _view(foretold, await organ_names(work), clock)


def _view(foretold: Foretold, names: dict[str, str], clock: Clock) -> SimulationView:
    case = foretold.case
    return SimulationView(
        starts_at=foretold.started_at,
        ends_at=foretold.ends_at,
        decided_at=case.decided_at,
        result=case.result,
        promised_due=case.promised_due,
        statutory_due=case.statutory_due,
        provisional=case.provisional or any(node.provisional for node in case.nodes.values()),
        critical_path=list(foretold.critical_path),
        nodes=[_node(foretold, key, names, clock) for key in case.nodes],
    )


def _node(foretold: Foretold, key: str, names: dict[str, str], clock: Clock) -> SimulatedNodeView:
    node = foretold.case.nodes[key]
    organ = next(one.node.organ for one in foretold.guide.nodes if one.node.key == key)
    worked = node.arrived_at is not None and node.state is not NodeState.CANCELLED
    end = node.finished_at if worked else None
    return SimulatedNodeView(
        key=key,
        name=node.name,
        organ=organ,
        organ_name=names.get(organ, organ),
        state=node.state,
        arrived_at=node.arrived_at,
        finished_at=node.finished_at,
        promised_due=node.promised_due,
        statutory_due=node.statutory_due,
        working_minutes=clock.within(node.hours).left(node.arrived_at, end)
        if end and node.arrived_at
        else None,
        late=bool(end and node.promised_due and end > node.promised_due),
        critical=key in foretold.critical_path,
    )
