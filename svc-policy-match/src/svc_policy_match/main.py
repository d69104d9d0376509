"""The HTTP process of svc-policy-match."""

from fastapi import FastAPI

from shared.service import create_app
from svc_policy_match.api import attributes, links, stats
from svc_policy_match.api.inbox import inbox, subscriptions
from svc_policy_match.api.matching import matching
from svc_policy_match.api.policies import drafts, policies
from svc_policy_match.api.profiles import profiles
from svc_policy_match.api.sessions import sessions
from svc_policy_match.settings import PoliciesSettings

NAME = "svc-policy-match"
# In the order they are tried: words of a path before ids.
ROUTERS = (
    attributes.router,
    drafts.router,
    policies.router,
    sessions.router,
    matching.router,
    profiles.router,
    inbox.live_router,
    inbox.router,
    subscriptions.router,
    stats.router,
    links.router,
)


def create(settings: PoliciesSettings | None = None) -> FastAPI:
    """The app; settings come from the environment unless given."""
    known = settings or PoliciesSettings.from_environment()

    async def opened(app: FastAPI) -> None:
        app.state.office = known.office()

    return create_app(NAME, known, ROUTERS, opened=opened, title="惠企政策匹配")
