"""What a courier is to us: it takes orders, cancels them, and signs the news it sends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.deliveries.states import DeliveryState


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom and where; never kept beside the order, never logged."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order under an id that stays the same however often it is placed."""

    order_id: UUID
    case_no: str
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class CourierEvent:
    """One piece of news of a parcel, named by the waybill or by our order."""

    event_id: str
    state: DeliveryState
    at: datetime
    text: str = ""
    waybill_no: str = ""
    order_id: UUID | None = None


class Courier(Protocol):
    """A courier's system."""

    @property
    def name(self) -> str:
        """What people call it."""

    async def place(self, order: Order, at: datetime) -> str:
        """Place the order; the waybill's number, the same one for the same order."""

    async def cancel(self, order_id: UUID, waybill_no: str, at: datetime) -> None:
        """Cancel an order that was placed; once more is no fault."""

    def event_of(self, headers: Mapping[str, str], body: bytes, now: datetime) -> CourierEvent:
        """Read its news; refused with SignatureRefused or CourierEventInvalid."""


def recipient_of(fields: Iterable[FormField], form: Mapping[str, Any]) -> Recipient | None:
    """Whom the form names: the delivery address, or else the first address that was filled in.

    None when there is nobody, no number or no address to send it to.
    """
    filled = [one for one in fields if form.get(one.key)]
    address = form.get("delivery_address") or _first(filled, form, _is_address)
    name = _first(filled, form, _is_persons_name) or _first(filled, form, _is_name)
    phone = _first(filled, form, _is_mobile) or _first(filled, form, _is_phone)
    return Recipient(name, phone, str(address)) if address and name and phone else None


def _first(filled: Iterable[FormField], form: Mapping[str, Any], fits: Any) -> str:
    return next((str(form[one.key]) for one in filled if fits(one)), "")


def _is_address(one: FormField) -> bool:
    return one.key.endswith("_address")


def _is_persons_name(one: FormField) -> bool:
    return one.key.endswith("_name") and one.personal


def _is_name(one: FormField) -> bool:
    return one.key.endswith("_name")


def _is_mobile(one: FormField) -> bool:
    return one.format == "mobile"


def _is_phone(one: FormField) -> bool:
    return one.format == "phone"
