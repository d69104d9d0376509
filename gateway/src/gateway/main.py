"""The HTTP process: the front, and behind it the gateway's own app."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Any, cast

from fastapi import FastAPI
from starlette.types import ASGIApp

from gateway.adapters.issuer_keys import published_keys
from gateway.adapters.scene_codes import OrdinaryCodes, SceneCodes, WxaCodes
from gateway.adapters.wechat import Code2Session, Wechat, WechatStandIn
from gateway.api import auth, calendar, composition, directory, kiosks, me, pages, status
from gateway.api.merged_openapi import merged
from gateway.api.resources import Resources
from gateway.domain import access_tokens
from gateway.domain.access_tokens import AccessTokens
from gateway.routing.behind import Behind, services_behind
from gateway.routing.cache import Cache
from gateway.routing.documents import Documents
from gateway.routing.doorkeeper import Doorkeeper, caller_of
from gateway.routing.front import Door, Front
from gateway.routing.guards import Guards
from gateway.routing.invalidation import keep_watching
from gateway.routing.limits import Limiter
from gateway.routing.neighbours import ask_publicly, ask_service
from gateway.routing.networks import Networks
from gateway.routing.outside_tokens import Issuers, OneKey, OutsideVerifier, RotatingKeys
from gateway.routing.passage import Passage
from gateway.routing.revocations import Revocations, Revoked
from gateway.routing.shelf import Shelf
from gateway.routing.table import (
    NOUNS,
    TRACELESS_PATHS,
    first_segment,
    service_of,
    table,
)
from gateway.routing.within import ask_within
from gateway.settings import TELLS_AS, GatewaySettings, listed
from gateway.storage import sessions, waiting
from gateway.use_cases.sign_in import recognise
from shared import logs, tasks, tracing
from shared.database import unit_of_work
from shared.edge import clock
from shared.identity import Caller, InternalIssuer
from shared.service import create_app

ROUTERS = (
    auth.router, me.router, directory.router, calendar.router, status.router, pages.router,
    *kiosks.ROUTERS, *composition.ROUTERS,
)  # fmt: skip
LONGEST_TOKEN = timedelta(hours=24)


def app(settings: GatewaySettings | None = None) -> Front | tracing.TracedRequests:
    """The gateway, ready to be served."""
    if settings is None:
        settings = GatewaySettings.from_environment()
        logs.configure("gateway", settings.log_format, settings.log_level)  # in every worker
    own = own_app(settings)
    front = Front(own)
    opened_before = own.router.lifespan_context

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        async with opened_before(app), services_behind(settings.upstreams) as behind:
            revocations = _revocations(app)
            await _first_look(revocations)
            cache = Cache(settings.cache_mib << 20)
            watching = keep_watching(cache, NOUNS, lambda: app.state.client)
            running = [asyncio.create_task(each) for each in (revocations.run(), watching)]
            try:
                _open(front, app, settings, behind, revocations, Shelf(cache))
                yield
            finally:
                if front.door is not None:
                    await front.door.shelf.close()
                await tasks.stop(running)

    own.router.lifespan_context = opened
    if not tracing.is_wanted():
        return front
    return tracing.TracedRequests(cast("ASGIApp", front), TRACELESS_PATHS)


def own_app(settings: GatewaySettings) -> FastAPI:
    """What the gateway answers itself."""
    own = create_app("gateway", settings, ROUTERS, title="阳光政务统一接口", tells_as=TELLS_AS)
    own.state.measures = (waiting.measure,)
    own.mount("/docs", pages.docs)
    _show_merged_document_only(own)
    return own


def merged_document(own: FastAPI, others: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The one document the outside sees: our own, and those of the services that told theirs."""
    routes = table(others)

    def is_routed(owner: str, path: str) -> bool:
        route = routes.get(first_segment(path.encode()))
        return route is not None and route.service.key == owner

    return merged({"gateway": own.openapi(), **others}, is_routed, own.title)


def _show_merged_document_only(own: FastAPI) -> None:
    """FastAPI's page of the own document gives way to the merged one at the same address."""
    own.router.routes[:] = [
        route for route in own.router.routes if getattr(route, "name", "") != "openapi"
    ]


def _open(
    front: Front,
    app: FastAPI,
    settings: GatewaySettings,
    behind: Behind,
    revocations: Revocations,
    shelf: Shelf,
) -> None:
    """Put everything at its place, once there is a pool and a session."""
    app.state.resources = _resources(front, app, settings, behind)
    private_key = settings.needed("internal_private_key").encode()
    front.door = Door(
        table=table(behind.upstreams),
        upstreams=behind.upstreams,
        limiter=Limiter(
            factor=settings.limit_factor, exempt=Networks(listed(settings.limit_exempt))
        ),
        doorkeeper=Doorkeeper(
            _verifiers(settings, app.state.resources.tokens),
            partial(_caller, app, settings),
            revocations,
            InternalIssuer(private_key),
        ),
        passage=Passage(behind.session),
        shelf=shelf,
        proxies=Networks(listed(settings.trusted_proxies)),
        operators=Networks(listed(settings.operators)),
        guards=Guards.of(listed(settings.cors_origins), settings.tls_seconds),
    )


def _resources(front: Front, app: FastAPI, settings: GatewaySettings, behind: Behind) -> Resources:
    documents = Documents(behind.session, behind.upstreams, partial(merged_document, app))
    return Resources(
        tokens=_own_tokens(settings),
        passwords=settings.identity == "embedded",
        wechat=_wechat(settings),
        scene_codes=_scene_codes(settings),
        data=settings.personal_data(),
        region_code=settings.region_code,
        status=behind.health.read,
        openapi=documents.read,
        ask_within=partial(ask_within, front),
        ask_publicly=partial(ask_publicly, front),
        ask_service=partial(ask_service, front),
        service_of=partial(service_of, table(behind.upstreams)),
    )


def _own_tokens(settings: GatewaySettings) -> AccessTokens:
    return AccessTokens.of(settings.needed("token_key"), settings.access_token_lifetime)


def _verifiers(settings: GatewaySettings, tokens: AccessTokens) -> Issuers:
    """Our own tokens (of the mini-program and the kiosks always), and the outside issuer's."""
    own = OutsideVerifier(
        OneKey(tokens.key.public_key()),
        access_tokens.ALGORITHM,
        access_tokens.ISSUER,
        access_tokens.AUDIENCE,
        access_tokens.TOKEN_TYPE,
    )
    if settings.identity == "embedded":
        return Issuers(own)
    keys = RotatingKeys(partial(published_keys, settings.oidc_jwks_url), settings.oidc_algorithm)
    outside = OutsideVerifier(
        keys, settings.oidc_algorithm, settings.oidc_issuer, settings.oidc_audience
    )
    return Issuers(own, outside)


async def _caller(app: FastAPI, settings: GatewaySettings, claims: Mapping[str, Any]) -> Caller:
    """The caller behind verified claims: our own tokens say it, others' subjects are looked up."""
    if claims["iss"] == access_tokens.ISSUER:
        return caller_of(claims)
    async with unit_of_work(app.state.pool, clock(), actor="system:gateway") as work:
        account = await recognise(work, str(claims["sub"]), settings.region_code)
    return caller_of(account.claims())


def _wechat(settings: GatewaySettings) -> Wechat | None:
    if settings.wechat == "code2session":
        return Code2Session(settings.wechat_app_id, settings.wechat_secret.get_secret_value())
    return WechatStandIn() if settings.wechat == "stand-in" else None


def _scene_codes(settings: GatewaySettings) -> SceneCodes:
    if settings.wechat == "code2session":
        return WxaCodes(settings.wechat_app_id, settings.wechat_secret.get_secret_value())
    return OrdinaryCodes()


def _revocations(app: FastAPI) -> Revocations:
    async def read() -> list[Revoked]:
        rows = await sessions.revoked_since(app.state.pool, clock() - LONGEST_TOKEN)
        return [Revoked(row["account_id"], row["session_id"], row["revoked_at"]) for row in rows]

    return Revocations(read)


async def _first_look(revocations: Revocations) -> None:
    """Know what was revoked before the first request; a database that is away is told later."""
    with suppress(Exception):
        await revocations.refresh()
