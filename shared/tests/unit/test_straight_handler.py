"""The straight way answers exactly as FastAPI does, and leaves to FastAPI what it does not know."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx2
import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from shared.straight_handler import Handler, straight

calls: list[str] = []


class Straight(APIRoute):
    """A route that goes straight where it can; notes when FastAPI's own handler was asked."""

    def get_route_handler(self) -> Handler:
        fastapi = super().get_route_handler()

        async def otherwise(request: Request) -> Response:
            calls.append("fastapi")
            return await fastapi(request)

        return straight(self, otherwise)


class Note(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=5)
    marks: list[int] = []


async def reader(request: Request) -> str:
    calls.append("reader")
    return request.headers.get("x-reader", "nobody")


async def shelf(who: Annotated[str, Depends(reader)], size: Annotated[int, Query(ge=1)] = 7) -> str:
    return f"{who}/{size}"


async def cached(response: Response) -> None:
    response.headers["Cache-Control"] = "public, max-age=9"


async def closing() -> AsyncIterator[str]:
    yield "open"


Reader = Annotated[str, Depends(reader)]


def an_app(route_class: type[APIRoute]) -> FastAPI:
    router = APIRouter(route_class=route_class)

    @router.post("/notes/{number}", status_code=201, dependencies=[Depends(cached)])
    async def keep(
        number: int, note: Note, who: Reader, where: Annotated[str, Depends(shelf)]
    ) -> dict[str, Any]:
        return {"number": number, "who": who, "where": where, **note.model_dump()}

    @router.get("/moved", response_model=Note)
    async def moved() -> Response:
        return Response(status_code=307, headers={"Location": "/elsewhere"})

    @router.get("/accepted", response_model=Note)
    async def accepted(response: Response) -> dict[str, Any]:
        response.status_code = 202
        return {"text": "ja"}

    @router.get("/headed")
    async def headed(accept: Annotated[str, Header()] = "") -> dict[str, str]:
        return {"accept": accept}

    @router.get("/closing")
    async def closes(state: Annotated[str, Depends(closing)]) -> dict[str, str]:
        return {"state": state}

    app = FastAPI()
    app.include_router(router)
    return app


async def ask(app: FastAPI, method: str, path: str, **what: Any) -> tuple[int, str, dict[str, str]]:
    calls.clear()
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://notes") as client:
        answer = await client.request(method, path, **what)
    return answer.status_code, answer.text, dict(answer.headers)


JSON = {"content-type": "application/json", "x-reader": "li"}
ASKED: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/notes/4", {"json": {"text": "同意"}, "headers": {"x-reader": "li"}}),
    ("POST", "/notes/4?size=3", {"json": {"text": "a", "marks": [1]}}),
    ("POST", "/notes/four", {"json": {"text": "a"}}),
    ("POST", "/notes/4?size=0", {"json": {"text": "much too long", "more": 1}}),
    ("POST", "/notes/4", {"content": b"{", "headers": JSON}),
    ("POST", "/notes/4", {"content": b'{"text": "\xff"}', "headers": JSON}),
    ("POST", "/notes/4", {"content": b"[" * 100_000, "headers": JSON}),
    ("POST", "/notes/4", {"content": b"", "headers": JSON}),
    ("POST", "/notes/4", {"content": b'{"text":"a"}', "headers": {"content-type": "text/plain"}}),
    ("GET", "/moved", {}),
    ("GET", "/accepted", {}),
    ("GET", "/headed", {"headers": {"accept": "text/csv"}}),
    ("GET", "/closing", {}),
]


@pytest.mark.parametrize(("method", "path", "what"), ASKED)
async def test_it_answers_as_fastapi_does(method: str, path: str, what: dict[str, Any]) -> None:
    theirs = await ask(an_app(APIRoute), method, path, **what)

    assert await ask(an_app(Straight), method, path, **what) == theirs


async def test_a_request_in_order_never_meets_fastapis_handler() -> None:
    await ask(an_app(Straight), "POST", "/notes/4", json={"text": "a"})

    assert calls == ["reader"]


@pytest.mark.parametrize("path", ["/headed", "/closing"])
async def test_what_it_does_not_know_is_left_to_fastapi(path: str) -> None:
    await ask(an_app(Straight), "GET", path)

    assert calls == ["fastapi"]


async def test_an_overridden_dependency_is_left_to_fastapi() -> None:
    app = an_app(Straight)
    app.dependency_overrides[reader] = lambda: "wang"

    _, text, _ = await ask(app, "POST", "/notes/4", json={"text": "a"})

    assert '"who":"wang"' in text
