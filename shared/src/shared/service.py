"""The HTTP process of a service: the same shape for all of them."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import nats.errors
import structlog
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from shared import broker, hanging, refusals, tasks, tracing
from shared.bodies import BodyLimit
from shared.database import (
    BROKEN_CONNECTION,
    UNUSABLE_TEXT,
    WAITED_TOO_LONG,
    DatabaseAway,
    open_pool,
)
from shared.edge import TooBusy, clock
from shared.identity import InternalVerifier
from shared.live import Live
from shared.metrics import metrics_page
from shared.problems import Problem, ProblemError, documented, problem_response, validation_refusal
from shared.refusals import Refusal
from shared.relay import Announcements
from shared.request_context import RequestContext
from shared.settings import ServiceSettings
from shared.straight_routes import StraightRoutes

log = structlog.get_logger("service")

CLOSING_SECONDS = 4
GARBAGE = 20_000  # objects until the collector looks for cycles; a request makes hundreds
MAX_BODY = 22 * 1024 * 1024
EVERYWHERE = (
    refusals.Malformed, refusals.Unauthenticated, refusals.Forbidden, refusals.NotFound,
    refusals.Conflict, refusals.TooLarge, refusals.UnsupportedMedia, refusals.Invalid,
    refusals.TooManyRequests, refusals.Unavailable,
)  # fmt: skip

Opened = Callable[[FastAPI], Awaitable[None]]


class UnusableCharacter(refusals.Invalid):
    """内容中有无法保存的字符。"""

    advice = "请删除内容中的控制字符（例如 U+0000）后重新提交。"


class InternalFault(Refusal):
    """系统内部错误。"""

    advice = "请稍后重试；若仍失败，请把 request_id 告诉我们。"


def create_app(
    service: str,
    settings: ServiceSettings,
    routers: Sequence[APIRouter],
    *,
    opened: Opened | None = None,
    closing: Opened | None = None,
    title: str = "",
    tells_as: str = "",
    traceless: tuple[str, ...] = (),
) -> FastAPI:
    """The app of one service; ``opened`` runs once its pool is there.

    Live readers are woken by what it tells, under its own name unless ``tells_as`` is another.

    Requests under a ``traceless`` path leave no line, no figure and no id.

    ``closing`` runs when nothing is answered any more and the pool is still there. One that fails
    is told, and keeps nothing open.
    """
    owner = settings.owner

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            hanging.ended_after(settings.longest_hang),
            _resources(app, service, tells_as or owner, settings),
            tracing.traced(service),
        ):
            if opened is not None:
                await opened(app)
            gc.collect()
            gc.freeze()  # what is here now stays: the collector need not walk it again and again
            gc.set_threshold(GARBAGE)
            yield
            if closing is not None:
                await _closed(closing, app)

    app = FastAPI(
        title=title or service,
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: _operation_id(owner, route),
        responses=documented(*EVERYWHERE),
        telemetry={"tracing": False},
    )
    app.state.now = clock
    app.state.service = service
    app.state.settings = settings
    app.state.verifier = InternalVerifier(settings.internal_public_key.encode(), service)
    app.state.live = Live()
    StraightRoutes(app).include(routers)
    _answer_refusals(app)
    _answer_health(app)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    app.add_middleware(BodyLimit, most=MAX_BODY)
    app.add_middleware(RequestContext, traceless=traceless)
    if tracing.is_wanted():
        app.add_middleware(tracing.TracedRequests, traceless=traceless)
    return app


async def _closed(closing: Opened, app: FastAPI) -> None:
    try:
        await asyncio.wait_for(closing(app), CLOSING_SECONDS)
    except Exception:
        log.exception("not closed well")


@contextlib.asynccontextmanager
async def _resources(
    app: FastAPI,
    service: str,
    tells_as: str,
    settings: ServiceSettings,
) -> AsyncIterator[None]:
    state = app.state
    state.pool = await open_pool(
        settings.dsn, size=settings.database_pool_serve, application=service
    )
    state.announcements = Announcements(state.pool)
    background = [
        asyncio.create_task(state.announcements.run()),
        asyncio.create_task(_listen(app, tells_as, settings)),
    ]
    state.client = None
    try:
        yield
    finally:
        await tasks.stop(background)
        if state.client is not None:
            await broker.close(state.client)
        await state.pool.close()


async def _listen(app: FastAPI, tells_as: str, settings: ServiceSettings) -> None:
    """Writes never wait for the broker, so it is joined whenever it comes."""
    while app.state.client is None:
        try:
            app.state.client = await broker.connect(settings.nats_url, tells_as, patience=5)
        except (OSError, TimeoutError, nats.errors.Error) as fault:
            log.warning("broker not there yet", fault=repr(fault))
            await asyncio.sleep(1)
    await app.state.live.listen(app.state.client, f"{tells_as}.>")


def _operation_id(owner: str, route: APIRoute) -> str:
    return f"{owner}_{route.name}"


def _answer_refusals(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _not_routed)
    for reason, faults in _REASON_OF_FAULT.items():
        for fault in faults:
            app.add_exception_handler(fault, _because(reason))
    app.add_exception_handler(Exception, _because(InternalFault))


def _answer(request: Request, refusal: Refusal) -> Response:
    request_id = getattr(request.state, "request_id", "")
    return problem_response(refusal, request.url.path, request_id)


async def _refused(request: Request, refusal: Any) -> Response:
    return _answer(request, refusal)


async def _not_valid(request: Request, fault: Any) -> Response:
    return _answer(request, validation_refusal(fault.errors()))


async def _not_routed(request: Request, fault: Any) -> Response:
    return _answer(request, _REFUSAL_OF_STATUS.get(fault.status_code, refusals.Malformed)())


def _because(reason: type[Refusal]) -> Callable[[Request, Any], Awaitable[Response]]:
    async def answer(request: Request, fault: Any) -> Response:
        if reason is InternalFault:
            log.error("fault", exc_info=fault)
        else:
            log.warning(reason.slug(), fault=repr(fault))
        return _answer(request, reason())

    return answer


_REASON_OF_FAULT: dict[type[Refusal], tuple[type[Exception], ...]] = {
    DatabaseAway: BROKEN_CONNECTION,
    TooBusy: WAITED_TOO_LONG,
    UnusableCharacter: UNUSABLE_TEXT,
}
_REFUSAL_OF_STATUS: dict[int, type[Refusal]] = {
    404: refusals.NotFound,
    405: refusals.NotAllowed,
    413: refusals.TooLarge,
    415: refusals.UnsupportedMedia,
}


def _answer_health(app: FastAPI) -> None:
    async def live(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(request: Request) -> Response:
        state = request.app.state
        try:
            await asyncio.wait_for(state.pool.fetchval("SELECT 1"), 0.8)
        except (*BROKEN_CONNECTION, TimeoutError) as fault:
            log.warning("not ready", fault=repr(fault))
            return JSONResponse({"status": "unavailable", "database": "away"}, 503)
        connected = state.client is not None and state.client.is_connected
        return JSONResponse({"status": "ok" if connected else "degraded", "broker": connected})

    app.add_route("/health/live", live)
    app.add_route("/health/ready", ready)
    app.add_route("/metrics", metrics_page)


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for model in (ProblemError, Problem):
            schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
            schema.pop("$defs", None)
            schemas[model.__name__] = schema
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        _one_validation_answer(document)
        app.openapi_schema = document
    return app.openapi_schema


def _one_validation_answer(document: dict[str, Any]) -> None:
    described = documented(refusals.Invalid)[422]
    for operations in document["paths"].values():
        for operation in operations.values():
            answer = operation["responses"].get("422", {})
            if "HTTPValidationError" in str(answer):
                operation["responses"]["422"] = described
