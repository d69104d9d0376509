"""The straight way through a route: for requests in order, what FastAPI would do and no more.

FastAPI works out anew for every request what a route's dependencies are, in which order and
with which caches; that costs as much as deciding a case. Here it is worked out once, when
the route is made. Only the kinds of parameters most of our routes have are known here. A route
with any other, and every request that does not validate, is left to FastAPI's own handler, so
that answers to bad requests, and OpenAPI, stay FastAPI's (ADR 14).
"""

import inspect
import json
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi._compat import ModelField
from fastapi.datastructures import DefaultPlaceholder
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import ResponseValidationError
from fastapi.params import Form
from fastapi.routing import APIRoute

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
JSON = "application/json"
OK, UNSET = 200, 0
UNKNOWN_TO_US = (
    "header_params", "cookie_params", "websocket_param_name", "http_connection_param_name",
    "background_tasks_param_name", "security_scopes_param_name", "own_oauth_scopes",
    "parent_oauth_scopes", "concurrency",
)  # fmt: skip
SHAPED = (
    "response_model_include", "response_model_exclude", "response_model_exclude_unset",
    "response_model_exclude_defaults", "response_model_exclude_none",
)  # fmt: skip


class NotInOrder(Exception):
    """The request does not validate; FastAPI says how."""


@dataclass(frozen=True, slots=True)
class Step:
    """A dependency, or at last the route's function; ``given`` names the steps it builds on."""

    call: Callable[..., Awaitable[Any]]
    wants: Dependant
    given: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, its JSON, and the response on which dependencies leave headers."""

    request: Request
    document: Any
    marks: Response


class StraightRoute(APIRoute):
    """A route whose requests go straight where they can."""

    @property
    def is_straight(self) -> bool:
        """Whether they can; else everything is left to FastAPI."""
        return self.response_field is not None and _is_known(self, _steps_of(self))

    def get_route_handler(self) -> Handler:
        """The handler: straight, FastAPI's for the rest."""
        return straight(self, super().get_route_handler())


def straight(route: APIRoute, otherwise: Handler) -> Handler:
    """The handler of a route: straight where it can be, ``otherwise`` for the rest."""
    steps = _steps_of(route)
    field = route.response_field
    if field is None or not _is_known(route, steps):
        return otherwise

    async def handle(request: Request) -> Response:
        if request.app.dependency_overrides:
            return await _by_fastapi(otherwise, request)
        try:
            document = await _document(request) if route.body_field else None
            asked = Asked(request, document, Response(status_code=UNSET))
            given = await _carried_out(steps, asked)
        except NotInOrder:
            return await _by_fastapi(otherwise, request)
        if isinstance(given, Response):
            return given
        return _answer(field, given, asked.marks, route.status_code or OK)

    return handle


async def _by_fastapi(otherwise: Handler, request: Request) -> Response:
    """Who came straight to the route brings no stacks, and FastAPI asks for them."""
    async with AsyncExitStack() as of_request, AsyncExitStack() as of_function:
        request.scope["fastapi_inner_astack"] = of_request
        request.scope["fastapi_function_astack"] = of_function
        return await otherwise(request)


def _steps_of(route: APIRoute) -> list[Step]:
    return list(_steps(route.dependant, {}))


def _steps(dependant: Dependant, numbers: dict[Any, int]) -> Iterator[Step]:
    """Every dependency once, each after those it builds on; the route's function last."""
    given = {}
    for one in dependant.dependencies:
        if one.call not in numbers:
            yield from _steps(one, numbers)
        if one.name is not None:
            given[one.name] = numbers[one.call]
    numbers[dependant.call] = len(numbers)
    if dependant.call is not None:
        yield Step(dependant.call, dependant, given)


def _is_known(route: APIRoute, steps: list[Step]) -> bool:
    *before, last = steps
    bodies = [] if route.body_field is None else [route.body_field]
    return (
        all(_is_plain(step) for step in steps)
        and not any(step.wants.body_params for step in before)
        and last.wants.body_params == bodies
        and not any(isinstance(body.field_info, Form) for body in bodies)
        and isinstance(route.response_class, DefaultPlaceholder)
        and not any(getattr(route, name) for name in SHAPED)
    )


def _is_plain(step: Step) -> bool:
    wants = step.wants
    return (
        inspect.iscoroutinefunction(step.call)
        and wants.use_cache
        and not any(getattr(wants, name) for name in UNKNOWN_TO_US)
    )


async def _document(request: Request) -> Any:
    raw = await request.body()
    if not raw or not request.headers.get("content-type", "").startswith(JSON):
        raise NotInOrder
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise NotInOrder from fault


async def _carried_out(steps: list[Step], asked: Asked) -> Any:
    """Every step after the other; what the last one gave. Nothing it needs is left to validate."""
    answers: list[Any] = []
    for step in steps:
        answers.append(await step.call(**_arguments(step, answers, asked)))
    return answers[-1]


def _arguments(step: Step, answers: list[Any], asked: Asked) -> dict[str, Any]:
    wants, request = step.wants, asked.request
    arguments = {name: answers[number] for name, number in step.given.items()}
    if wants.path_params:
        arguments |= _valid(*request_params_to_args(wants.path_params, request.path_params))
    if wants.query_params:
        arguments |= _valid(*request_params_to_args(wants.query_params, request.query_params))
    for field in wants.body_params:
        value, errors = field.validate(asked.document, {}, loc=("body",))
        arguments |= _valid({field.name: value}, errors)
    if wants.request_param_name:
        arguments[wants.request_param_name] = request
    if wants.response_param_name:
        arguments[wants.response_param_name] = asked.marks
    return arguments


def _valid(values: dict[str, Any], errors: list[Any]) -> dict[str, Any]:
    if errors:
        raise NotInOrder
    return values


def _answer(field: ModelField, given: Any, marks: Response, status_code: int) -> Response:
    value, errors = field.validate(given, {}, loc=("response",))
    if errors:
        raise ResponseValidationError(errors=errors, body=given)
    answer = Response(field.serialize_json(value), marks.status_code or status_code, None, JSON)
    answer.headers.raw.extend(marks.headers.raw)
    return answer
