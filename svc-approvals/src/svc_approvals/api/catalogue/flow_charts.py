"""The route of a matter's flow chart."""

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from svc_approvals.api.printing.flow_charts import Svg, flow_chart
from svc_approvals.domain.flow_charts.of_matters import chart_of
from svc_approvals.use_cases.catalogue import matters as use_cases
from svc_approvals.use_cases.catalogue.guides import organ_names
from svc_approvals.use_cases.catalogue.matters import MatterNotFound

router = edge_router("matters", prefix="/api/v1/matters")
KEPT_SECONDS = 60


@router.get("/{code}/flow.svg", response_class=Svg, responses=documented(MatterNotFound))
async def draw_matter(work: Work, _: AnyCaller, code: str) -> Svg:
    """The flow chart of a matter's process: departments, limits, conditions, what is parallel."""
    matter = (await use_cases.matter_in_force(work, code)).matter
    return flow_chart(chart_of(matter, await organ_names(work)), KEPT_SECONDS)
