"""All routes of matters, in the order in which an address is tried."""

from svc_approvals.api.catalogue import (
    booklets,
    drafts,
    dry_runs,
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
    versions.router,
    dry_runs.router,
    simulations.router,
    booklets.router,
)
