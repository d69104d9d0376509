"""Manners of reading: unknown parameters, chosen fields, conditional answers.

RFC 9110 conditional requests; ``fields=`` picks members of the answer (of its
items, for a list), because small screens on slow lines need few of them.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any

import orjson
from fastapi import Depends, Query, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import ParamTypes

from shared.refusals import FieldError, Invalid, PreconditionMissing, Stale

NO_STORE = "private, no-store"
NEVER_KEPT = "no-store"  # said by a route whose answer is a secret: not even a key keeps it
OK = 200


class UnknownParameter(Invalid):
    """有不认识的查询参数。"""


class UnknownField(Invalid):
    """fields 中有不认识的字段。"""


def query_parameters(dependant: Dependant) -> frozenset[str]:
    """The names of the query parameters a route declares, and ``fields``."""
    asked = (
        param.alias
        for param in get_flat_params(dependant)
        if getattr(param.field_info, "in_", None) is ParamTypes.query
    )
    return frozenset({*asked, "fields"})


def refuse_unknown_parameters(request: Request, known: frozenset[str]) -> None:
    """Refused with UnknownParameter, naming each."""
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise UnknownParameter(
            errors=[
                FieldError(f"query:{name}", "unknown_parameter", f"不认识的查询参数：{name}。")
                for name in unknown
            ],
        )


def as_asked(request: Request, answer: Response) -> Response:
    """The answer with only the fields asked for, or 304 when the client has it already."""
    if answer.status_code != OK or not hasattr(answer, "body"):
        return answer
    wanted = request.query_params.get("fields")
    if wanted and answer.media_type == "application/json":
        answer = _only(answer, wanted.split(","))
    answer.headers.setdefault("Cache-Control", NO_STORE)
    if "etag" not in answer.headers:
        answer.headers["ETag"] = f'"{sha256(answer.body).hexdigest()[:24]}"'
    etag = answer.headers.get("etag")
    if etag and etag in _candidates(request.headers.get("if-none-match", "")):
        kept = {
            k: v for k, v in answer.headers.items() if k not in {"content-length", "content-type"}
        }
        return Response(status_code=304, headers=kept)
    return answer


def _candidates(header: str) -> set[str]:
    return {part.strip().removeprefix("W/") for part in header.split(",")}


def _only(answer: Response, wanted: list[str]) -> Response:
    document = orjson.loads(answer.body)
    rows = document.get("items") if isinstance(document, dict) else document
    if isinstance(document, dict) and isinstance(rows, list):
        document["items"] = [_picked(row, wanted) for row in rows]
    else:
        document = _picked(document, wanted)
    headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
    return Response(orjson.dumps(document), answer.status_code, headers)


def _picked(row: dict[str, Any], wanted: list[str]) -> dict[str, Any]:
    unknown = [name for name in wanted if name not in row]
    if unknown:
        raise UnknownField(
            errors=[
                FieldError("query:fields", "unknown_field", f"没有字段 {name}。")
                for name in unknown
            ],
        )
    return {name: row[name] for name in wanted}


async def fields_parameter(
    fields: Annotated[
        str | None,
        Query(description="只要这些成员，逗号分隔", examples=["code,name"]),
    ] = None,
) -> None:
    """Declares ``fields`` in OpenAPI; the edge does the work."""
    _ = fields


def publicly(seconds: int) -> Any:
    """A route dependency: the answer may be cached by anybody for so long."""

    async def mark(response: Response) -> None:
        response.headers["Cache-Control"] = (
            f"public, max-age={seconds}, stale-while-revalidate={seconds * 5}"
        )

    return Depends(mark)


def etag(version: int) -> str:
    """The strong ETag of a versioned row."""
    return f'"{version}"'


async def if_match(request: Request) -> Callable[[int], None]:
    """A check of the client's version against ours.

    Refused with PreconditionMissing without If-Match, with Stale when it differs.
    """
    header = request.headers.get("if-match")
    if header is None:
        raise PreconditionMissing

    def check(version: int) -> None:
        if header.strip() not in {"*", etag(version)}:
            raise Stale

    return check


IfMatch = Annotated[Callable[[int], None], Depends(if_match)]
Fields = Depends(fields_parameter)
