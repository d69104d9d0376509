"""Every route of the supervisors, and what the public reads of their figures."""

from svc_approvals.api.supervision import boards, exports, recounts, statistics

ROUTERS = (
    boards.router,
    exports.router,
    recounts.router,
    statistics.router,
    statistics.matter_router,
)
