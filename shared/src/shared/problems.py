"""Problem documents (RFC 9457): the one body of every refusal, in Chinese."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from shared import refusals
from shared.moments import on_the_wire
from shared.refusals import FieldError, Refusal

MEDIA_TYPE = "application/problem+json"
TYPE_BASE = "https://yangguang.example/problems/"

STATUS_OF_KIND: Mapping[type[Refusal], int] = {
    refusals.Malformed: 400,
    refusals.Unauthenticated: 401,
    refusals.Forbidden: 403,
    refusals.NotFound: 404,
    refusals.NotAllowed: 405,
    refusals.Conflict: 409,
    refusals.Stale: 412,
    refusals.TooLarge: 413,
    refusals.UnsupportedMedia: 415,
    refusals.Invalid: 422,
    refusals.PreconditionMissing: 428,
    refusals.TooManyRequests: 429,
    refusals.Unavailable: 503,
    refusals.Refusal: 500,  # of no kind: a fault of ours
}


class ProblemError(BaseModel):
    """One wrong field of the input."""

    pointer: str = Field(examples=["#/applicant/phone"])
    code: str = Field(examples=["missing"])
    message: str = Field(examples=["请填写手机号。"])


class Problem(BaseModel):
    """Why a request was refused, and what to do about it (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=[f"{TYPE_BASE}node-already-decided"])
    title: str = Field(examples=["这个环节已经有了审批结果。"])
    status: int = Field(examples=[409])
    detail: str
    instance: str = Field(examples=["/api/v1/tasks/0193"])
    request_id: str
    errors: list[ProblemError] = []


def status_of(kind: type[Refusal]) -> int:
    """The HTTP status of a kind of refusal; a reason has its kind's."""
    return next(STATUS_OF_KIND[step] for step in kind.__mro__ if step in STATUS_OF_KIND)


def problem_document(refusal: Refusal, instance: str, request_id: str) -> dict[str, Any]:
    """The refusal as the document a client reads."""
    members = refusal.members()
    errors = members.pop("errors", [])
    return {
        **members,
        "type": TYPE_BASE + refusal.slug(),
        "title": refusal.title(),
        "status": status_of(type(refusal)),
        "detail": refusal.detail(),
        "instance": instance,
        "request_id": request_id,
        "errors": [asdict(error) for error in errors],
    }


def problem_response(refusal: Refusal, instance: str, request_id: str) -> Response:
    """The refusal as an HTTP answer."""
    document = problem_document(refusal, instance, request_id)
    headers = {"Cache-Control": "no-store"}
    if refusal.retry_after is not None:
        headers["Retry-After"] = str(refusal.retry_after)
    if document["status"] == STATUS_OF_KIND[refusals.Unauthenticated]:
        headers["WWW-Authenticate"] = "Bearer"
    body = orjson.dumps(document, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)
    return Response(body, document["status"], headers, media_type=MEDIA_TYPE)


def _plain(member: Any) -> str:
    return on_the_wire(member) if isinstance(member, datetime) else str(member)


def documented(*reasons: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """The ``responses=`` of a route: every refusal it may give, grouped by status."""
    described: dict[int | str, dict[str, Any]] = {}
    for reason in reasons:
        entry = described.setdefault(
            status_of(reason),
            {"description": "", "content": {MEDIA_TYPE: {"schema": _PROBLEM_REFERENCE}}},
        )
        entry["description"] = "；".join(
            filter(None, [entry["description"], f"{reason.title()}（{reason.slug()}）"]),
        )
    return described


_PROBLEM_REFERENCE = {"$ref": "#/components/schemas/Problem"}


def validation_refusal(errors: list[dict[str, Any]]) -> Refusal:
    """FastAPI's own validation error in the one shape; malformed JSON is a 400."""
    if any(error["type"] == "json_invalid" for error in errors):
        return refusals.Malformed()
    return refusals.Invalid(errors=[_field_error(error) for error in errors])


def _field_error(error: dict[str, Any]) -> FieldError:
    where, *path = error["loc"]
    pointer = "#/" + "/".join(str(step) for step in path)
    place = pointer if where == "body" else f"{where}:{'/'.join(str(step) for step in path)}"
    return FieldError(place, error["type"], _in_chinese(error))


_MESSAGES = {
    "missing": "缺少必填项。",
    "extra_forbidden": "不认识的字段，请删除。",
    "unknown_parameter": "不认识的查询参数，请删除或改正。",
    "string_too_short": "内容太短，至少 {min_length} 个字符。",
    "string_too_long": "内容太长，最多 {max_length} 个字符。",
    "string_pattern_mismatch": "格式不正确。",
    "string_type": "应为文本。",
    "int_parsing": "应为整数。",
    "int_type": "应为整数。",
    "bool_parsing": "应为 true 或 false。",
    "bool_type": "应为 true 或 false。",
    "uuid_parsing": "应为 UUID。",
    "literal_error": "只能是：{expected}。",
    "enum": "只能是：{expected}。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "greater_than": "应大于 {gt}。",
    "less_than": "应小于 {lt}。",
    "list_type": "应为数组。",
    "dict_type": "应为对象。",
    "model_attributes_type": "应为对象。",
    "too_long": "项数太多，最多 {max_length} 项。",
    "too_short": "项数太少，至少 {min_length} 项。",
    "date_from_datetime_parsing": "应为日期（YYYY-MM-DD）。",
    "datetime_from_date_parsing": "应为时间（RFC 3339）。",
    "timezone_aware": "时间应带时区，例如 +08:00。",
}


def _in_chinese(error: dict[str, Any]) -> str:
    template = _MESSAGES.get(error["type"])
    if template is None:
        return f"内容不正确（{error['type']}）。"
    return template.format_map(_Context(error.get("ctx", {})))


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "？"
