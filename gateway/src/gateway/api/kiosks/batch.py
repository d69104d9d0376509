"""The batch of a kiosk that was cut off: many stored requests in one, each with its own result."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

import orjson
from fastapi import APIRouter, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

from gateway.api.kiosks.own import Kiosk
from gateway.api.resources import Answered, Lent
from gateway.domain.batches import Outcome, Result, sent_on, wait_before_again
from shared.identity import RoleMissing
from shared.problems import documented
from shared.refusals import FieldError, Invalid

router = APIRouter(prefix="/api/v1/kiosks", tags=["kiosks"])
MOST_ENTRIES = 100
PATH = r"^/api/v1/[A-Za-z0-9._~!$&'()*+,;=:@%/-]+(\?[\x21-\x7e]*)?$"


class EntryNotRouted(Invalid):
    """批量请求中有不能代发的地址。"""


class EntryRequest(BaseModel):
    """One stored request."""

    model_config = ConfigDict(extra="forbid")

    idempotency_key: Annotated[str, Field(pattern="^[!-~]{1,255}$", examples=["kiosk1-000017"])]
    method: Literal["POST", "PUT", "PATCH", "DELETE"] = "POST"
    path: Annotated[str, Field(pattern=PATH, max_length=2000, examples=["/api/v1/reviews"])]
    body: JsonValue = None
    if_match: Annotated[str | None, Field(max_length=200)] = None
    stored_at: Annotated[AwareDatetime | None, Field(description="终端存下的时间")] = None


class BatchRequest(BaseModel):
    """Stored requests in the order they happened."""

    model_config = ConfigDict(extra="forbid")

    entries: Annotated[list[EntryRequest], Field(min_length=1, max_length=MOST_ENTRIES)]


class ResultView(BaseModel):
    """What became of one entry: ``done`` and ``refused`` may be forgotten, the others kept."""

    idempotency_key: str
    outcome: Outcome
    status: int | None = Field(examples=[201])
    replayed: bool
    body: JsonValue


class BatchView(BaseModel):
    """The results in the order of the entries; the rest is sent again after so many seconds."""

    results: list[ResultView]
    retry_after: int | None = Field(description="秒；null 表示全部有了结果")


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored request and the service it is for."""

    request: EntryRequest
    lane: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as the batch reads it."""

    answered: Answered

    @property
    def status(self) -> int:
        """Its HTTP status."""
        return self.answered.status

    @property
    def retry_after(self) -> int | None:
        """In how many seconds to try again, if it said so."""
        told = self.answered.headers.get("retry-after", "")
        return int(told) if told.isdigit() else None


@router.post("/batch", responses=documented(EntryNotRouted, RoleMissing))
async def send_batch(request: Request, caller: Kiosk, lent: Lent, body: BatchRequest) -> BatchView:
    """Send what was stored while the kiosk was cut off; safe to repeat, each entry has its key."""
    _ = caller
    entries = [Stored(each, lent.service_of(each.path)) for each in body.entries]
    _require_routed(entries)

    async def send(stored: Stored) -> Said:
        entry = stored.request
        headers = {"Idempotency-Key": entry.idempotency_key, "Content-Type": "application/json"}
        if entry.if_match is not None:
            headers["If-Match"] = entry.if_match
        sent = b"" if entry.body is None else orjson.dumps(entry.body)
        answered = await lent.ask_within(request.scope, entry.method, entry.path, headers, sent)
        return Said(answered)

    results = await sent_on(entries, send)
    return BatchView(
        results=[_view(each) for each in results], retry_after=wait_before_again(results)
    )


def _require_routed(entries: list[Stored]) -> None:
    errors = [
        FieldError(f"#/entries/{at}/path", "not_routed", "批量请求只能代发五个业务服务的地址。")
        for at, entry in enumerate(entries)
        if entry.lane in {"", "gateway"}
    ]
    if errors:
        raise EntryNotRouted(errors=errors)


def _view(result: Result[Stored, Said]) -> ResultView:
    answer = result.answer
    return ResultView(
        idempotency_key=result.entry.request.idempotency_key,
        outcome=result.outcome,
        status=answer.status if answer else None,
        replayed=bool(answer and "idempotent-replayed" in answer.answered.headers),
        body=_read(answer.answered) if answer else None,
    )


def _read(answered: Answered) -> Any:
    if "json" not in answered.headers.get("content-type", "") or not answered.body:
        return None
    return cast("Any", orjson.loads(answered.body))
