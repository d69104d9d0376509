"""The HTTP process of svc-budget."""

from fastapi import FastAPI

from shared.service import create_app
from svc_budget.api import links
from svc_budget.api.charts import charts
from svc_budget.api.execution import execution
from svc_budget.api.exports import exports
from svc_budget.api.facts import comparing, facts
from svc_budget.api.funds import allocations, funds, recipients
from svc_budget.api.openness import openness, periods
from svc_budget.api.pages import columns, snapshots, tables
from svc_budget.api.submissions import issues, submissions, uploads
from svc_budget.api.units import units
from svc_budget.settings import BudgetSettings

NAME = "svc-budget"
# In the order they are tried: words of a path before ids.
ROUTERS = (
    execution.router,
    facts.router,
    comparing.router,
    charts.router,
    exports.router,
    allocations.router,
    allocations.one_router,
    funds.router,
    recipients.router,
    columns.router,
    snapshots.router,
    tables.router,
    periods.router,
    openness.router,
    units.router,
    uploads.router,
    submissions.live_router,
    issues.router,
    submissions.router,
    links.router,
)


def create(settings: BudgetSettings | None = None) -> FastAPI:
    """The app; settings come from the environment unless given."""
    known = settings or BudgetSettings.from_environment()

    async def opened(app: FastAPI) -> None:
        app.state.office = known.office()

    return create_app(NAME, known, ROUTERS, opened=opened, title="财政预决算公开")
