"""Looked up in a table, a route answers exactly as when FastAPI tries one after the other."""

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel

from shared.straight_handler import StraightRoute
from shared.straight_routes import StraightRoutes

FIRST, SECOND = (APIRouter(prefix="/api/v1/things") for _ in range(2))
OTHER = APIRouter(prefix="/api/v1/others", route_class=StraightRoute)


@FIRST.get("/all")
async def every_thing() -> str:
    return "all"


@FIRST.get("/{name}")
async def one_thing(name: str) -> str:
    return f"one {name}"


@SECOND.get("/last")
async def last_thing() -> str:
    return "never: declared after the one with a name"


@SECOND.put("/{name}")
async def put_thing(name: str) -> str:
    return f"put {name}"


@SECOND.post("/{name}/parts/{number}", status_code=201)
async def add_part(name: str, number: int) -> str:
    return f"{name} {number}"


@OTHER.get("")
async def others() -> str:
    return "others"


class Other(BaseModel):
    size: int


@OTHER.put("/{path:path}/sizes/{number}", status_code=201)
async def put_other(request: Request, path: str, number: int, other: Other) -> dict[str, Any]:
    return {
        "path": path, "number": number, "size": other.size, "given": request.path_params,
        "route": request.scope["route"].path, "by": request.scope["endpoint"].__name__,
    }  # fmt: skip


def apps() -> tuple[FastAPI, FastAPI]:
    """One that looks routes up, and one that is FastAPI's alone."""
    straight, usual = FastAPI(), FastAPI()
    StraightRoutes(straight).include([FIRST, SECOND, OTHER])
    for router in (FIRST, SECOND, OTHER):
        usual.include_router(router)
    return straight, usual


@pytest.mark.parametrize(
    "asked",
    [
        "GET /api/v1/things/all", "GET /api/v1/things/box", "GET /api/v1/things/last",
        "PUT /api/v1/things/all", "POST /api/v1/things/box/parts/7",
        "POST /api/v1/things/box/parts/seven", "GET /api/v1/others", "GET /api/v1/others/",
        "DELETE /api/v1/things/box", "PUT /api/v1/others", "GET /api/v1/things/box/parts",
        "OPTIONS /api/v1/others", "HEAD /api/v1/others", "GET /", "GET /api", "GET /api/v1/none",
        "GET /api/v1/things/%E7%90%86%2Fa", "GET /openapi.json",
        "PUT /api/v1/others/box/sizes/7", "PUT /api/v1/others/a%2Fb/sizes/7",
        "PUT /api/v1/others/box/sizes/seven",
    ],
)  # fmt: skip
def test_the_answer_is_the_same_as_from_fastapi_alone(asked: str) -> None:
    method, path = asked.split()
    body = {"size": 3} if method == "PUT" else None
    straight, usual = (
        TestClient(app, follow_redirects=False).request(method, path, json=body) for app in apps()
    )
    assert (straight.status_code, straight.content) == (usual.status_code, usual.content)
    assert straight.headers == usual.headers
