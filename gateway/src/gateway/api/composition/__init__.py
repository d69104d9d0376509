"""Routes composed of what several services know."""

from gateway.api.composition import home, overview, search, stats, trace

ROUTERS = (search.router, home.router, trace.router, stats.router, overview.router)
