"""All routes of matters, in the order in which an address is tried."""

from svc_approvals.api.catalogue import (
    basis,
    booklets,
    drafts,
    dry_runs,
    flow_charts,
    guides,
    matters,
    packages,
    simulations,
    versions,
)

ROUTERS = (
    drafts.router,
    packages.router,
    matters.router,
    guides.router,
    flow_charts.router,
    versions.router,
    dry_runs.router,
    simulations.router,
    booklets.router,
    basis.router,
    basis.supervision_router,
)
