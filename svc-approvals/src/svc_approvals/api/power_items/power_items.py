"""Routes of the list of powers and responsibilities (权责清单), with its flow charts."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_approvals.api.power_items.power_item_views import PowerItemSummary, PowerItemView
from svc_approvals.api.printing.flow_charts import Svg, flow_chart
from svc_approvals.domain.flow_charts.of_matters import chart_of
from svc_approvals.domain.flow_charts.of_powers import chart_of_power
from svc_approvals.domain.power_items.power_items import PowerKind
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.power_items import power_items
from svc_approvals.storage.power_items.power_items import Wanted
from svc_approvals.use_cases.catalogue.guides import organ_names
from svc_approvals.use_cases.power_items import power_items as use_cases
from svc_approvals.use_cases.power_items.power_items import PowerItemNotFound, SubjectOrganUnknown

router = edge_router("power-items", prefix="/api/v1/power-items")
KEPT_SECONDS = 300
Code = Annotated[str, Path(max_length=63, examples=["XK-SCJG-001"])]


@dataclass(frozen=True, slots=True)
class PowerFilters:
    """What narrows the list."""

    organ: Annotated[
        str | None, Query(max_length=63, description="部门代码", examples=["scjg"])
    ] = None
    kind: PowerKind | None = None
    q: Annotated[str | None, Query(max_length=50, description="名称中的词")] = None


@router.get(
    "",
    response_model=Page[PowerItemSummary],
    dependencies=[publicly(KEPT_SECONDS), Fields],
    responses=documented(SubjectOrganUnknown),
)
async def list_power_items(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[PowerFilters, Depends()],
) -> dict[str, Any]:
    """Power items in order of code."""
    if filters.organ is not None:
        await use_cases.known_organ(work, filters.organ)
    wanted = Wanted(filters.organ, filters.kind, filters.q)
    (after,) = page.after_of(str)
    rows = await power_items.listed(work, wanted, after or "", page.fetch)
    total = await power_items.counted(work, wanted) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("code",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{code}",
    dependencies=[publicly(KEPT_SECONDS), Fields],
    responses=documented(PowerItemNotFound),
)
async def get_power_item(work: Work, _: AnyCaller, code: Code) -> PowerItemView:
    """One item: its basis, what the organ answers for, its limits."""
    item = await use_cases.power_item(work, code)
    names = await organ_names(work)
    return PowerItemView.model_validate(
        {
            "code": item.code,
            "name": item.name,
            "kind": item.kind,
            "organ": item.organ,
            "organ_name": names.get(item.organ, item.organ),
            "matter": item.matter or None,
            "basis": item.basis,
            "responsibilities": item.responsibilities,
            "limits": item.limits,
            "supervise_phone": item.supervise_phone,
            "flow_chart": f"/api/v1/power-items/{item.code}/flow.svg",
        }
    )


@router.get("/{code}/flow.svg", response_class=Svg, responses=documented(PowerItemNotFound))
async def draw_power_item(work: Work, _: AnyCaller, code: Code) -> Svg:
    """The flow chart: of the linked matter's process, else of the kind's standard procedure."""
    item = await use_cases.power_item(work, code)
    names = await organ_names(work)
    linked = await matters.in_force(work, item.matter) if item.matter else None
    if linked is not None:
        return flow_chart(chart_of(linked.matter, names), KEPT_SECONDS)
    return flow_chart(chart_of_power(item, names.get(item.organ, item.organ)), KEPT_SECONDS)
