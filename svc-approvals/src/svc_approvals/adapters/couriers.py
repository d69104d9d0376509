"""Couriers: the one over HTTP, and the stand-in of the demo that moves parcels by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from shared.moments import on_the_wire
from shared.refusals import FieldError
from svc_approvals.adapters.web import NoAnswer, Reply, web
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.deliveries.couriers import CourierEvent, Order
from svc_approvals.domain.deliveries.deliveries import Delivery
from svc_approvals.domain.deliveries.reasons import CourierEventInvalid
from svc_approvals.domain.deliveries.states import DeliveryState
from svc_approvals.domain.webhooks import TOLERANCE, WebhookKeys

FORTH = (
    (DeliveryState.HANDED_OVER, "快递员已揽收"),
    (DeliveryState.IN_TRANSIT, "已到达鹤城分拨中心"),
    (DeliveryState.OUT_FOR_DELIVERY, "快递员正在派送"),
    (DeliveryState.DELIVERED, "已签收"),
)


class CourierNews(BaseModel):
    """What a courier sends of a parcel; `webhook-id` names the piece of news."""

    model_config = ConfigDict(extra="ignore")

    waybill_no: str = Field(default="", max_length=64, examples=["EX100200300CN"])
    order_id: UUID | None = Field(default=None, description="下单时我方给出的订单号")
    state: Literal["handed_over", "in_transit", "out_for_delivery", "delivered", "returned"]
    at: AwareDatetime = Field(examples=["2026-03-03T10:00:00+08:00"])
    text: str = Field(default="", max_length=200, examples=["已到达鹤城分拨中心"])


class _Placed(BaseModel):
    waybill_no: str = Field(min_length=1, max_length=64)


@dataclass(frozen=True, slots=True)
class SignedNews:
    """News signed as every webhook of ours; both couriers send it like this."""

    keys: WebhookKeys

    def event_of(self, headers: Mapping[str, str], body: bytes, now: datetime) -> CourierEvent:
        """Read it; refused with SignatureRefused or CourierEventInvalid."""
        event_id = self.keys.verify(headers, body, now)
        try:
            news = CourierNews.model_validate_json(body)
        except ValidationError as fault:
            raise CourierEventInvalid(errors=_errors(fault)) from None
        if news.at > now + TOLERANCE:
            raise CourierEventInvalid(
                errors=[FieldError("#/at", "in_future", "时间晚于当前时间。")]
            )
        if "\x00" in news.text + news.waybill_no:
            raise CourierEventInvalid
        return CourierEvent(
            event_id, DeliveryState(news.state), news.at, news.text, news.waybill_no, news.order_id
        )


def _errors(fault: ValidationError) -> list[FieldError]:
    return [
        FieldError("#/" + "/".join(map(str, one["loc"])), one["type"], "内容不正确。")
        for one in fault.errors(include_input=False, include_url=False)
    ]


@dataclass(frozen=True, slots=True)
class HttpCourier:
    """A courier's system over HTTP, signed: `POST {url}/orders`, `.../orders/{id}/cancel`."""

    name: str
    url: str
    keys: WebhookKeys
    reach: Reach

    async def place(self, order: Order, at: datetime) -> str:
        """Place it; the order's id makes once more the same order."""
        to = order.recipient
        content = {
            "order_id": str(order.order_id),
            "reference": order.case_no,
            "recipient": {"name": to.name, "phone": to.phone, "address": to.address},
        }
        reply = await self._post("orders", str(order.order_id), content, at)
        try:
            return _Placed.model_validate_json(reply.body).waybill_no
        except ValidationError:
            raise NoAnswer("no waybill in the answer") from None

    async def cancel(self, order_id: UUID, waybill_no: str, at: datetime) -> None:
        """Cancel it."""
        content = {"order_id": str(order_id), "waybill_no": waybill_no}
        await self._post(f"orders/{order_id}/cancel", f"{order_id}-cancel", content, at)

    def event_of(self, headers: Mapping[str, str], body: bytes, now: datetime) -> CourierEvent:
        """Read its news."""
        return SignedNews(self.keys).event_of(headers, body, now)

    async def _post(
        self, path: str, message_id: str, content: Mapping[str, object], at: datetime
    ) -> Reply:
        body = orjson.dumps(content)
        async with web(self.reach) as way:
            signed = self.keys.sign(message_id, at, body)
            reply = await way.post(f"{self.url.rstrip('/')}/{path}", signed, body)
        if not reply.is_ok:
            raise NoAnswer(f"status {reply.status}")
        return reply


@dataclass(frozen=True, slots=True)
class LocalCourier:
    """No courier at all: takes every order, and moves its parcels a step at a time."""

    keys: WebhookKeys
    name: str = "演示快递"
    step: timedelta = timedelta(seconds=20)

    async def place(self, order: Order, at: datetime) -> str:  # noqa: ARG002 - as every courier
        """A number that follows from the order's id."""
        return f"YG{order.order_id.int % 10**11:011d}CN"

    async def cancel(self, order_id: UUID, waybill_no: str, at: datetime) -> None:
        """Nothing was ordered from anybody."""

    def event_of(self, headers: Mapping[str, str], body: bytes, now: datetime) -> CourierEvent:
        """Read its news."""
        return SignedNews(self.keys).event_of(headers, body, now)

    def move(self, parcel: Delivery, now: datetime) -> tuple[dict[str, str], bytes] | None:
        """The parcel's next piece of news, signed; None when it is not time or it has arrived."""
        since = parcel.ordered_at if parcel.state is DeliveryState.WAITING else parcel.state_at
        states = [DeliveryState.WAITING, *(state for state, _ in FORTH)]
        if since is None or now < since + self.step or parcel.state not in states[:-1]:
            return None
        state, text = FORTH[states.index(parcel.state)]
        news = {
            "waybill_no": parcel.waybill_no, "state": state, "at": on_the_wire(now), "text": text,
        }  # fmt: skip
        body = orjson.dumps(news)
        return self.keys.sign(f"{parcel.waybill_no}-{state}", now, body), body
