"""A delivery: the results of one case on their way, told forwards only, whatever order news has."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from svc_approvals.domain.deliveries.couriers import CourierEvent
from svc_approvals.domain.deliveries.reasons import (
    DeliveryFinished,
    DeliveryNotReturned,
    DeliveryUnderWay,
)
from svc_approvals.domain.deliveries.states import IN_CHINESE, RANKS, DeliveryState

FINAL = frozenset({DeliveryState.DELIVERED, DeliveryState.PICKED_UP})
UNDER_WAY = frozenset(
    {DeliveryState.HANDED_OVER, DeliveryState.IN_TRANSIT, DeliveryState.OUT_FOR_DELIVERY}
)


class Kind(StrEnum):
    """How the applicant wanted to have the results."""

    ELECTRONIC = "electronic"
    PICKUP = "pickup"
    COURIER = "courier"


@dataclass(slots=True)
class Delivery:
    """Where the results are. ``order_id`` is the present order, ``state_at`` the news' own time."""

    delivery_id: UUID
    case_id: UUID
    kind: Kind
    state: DeliveryState
    state_at: datetime
    order_id: UUID | None = None
    courier: str = ""
    waybill_no: str = ""
    ordered_at: datetime | None = None
    fault: str = ""

    def take(self, event: CourierEvent, order_id: UUID) -> bool:
        """Take news from the courier; False when it changes nothing.

        News of an earlier order, older news, and whatever comes after the end change nothing; of
        two at the same moment the one further on counts. A returned parcel may go out again.
        """
        if self.state in FINAL or order_id != self.order_id:
            return False
        present = (self.state_at, RANKS[self.state])
        if self.state is not DeliveryState.WAITING and (event.at, RANKS[event.state]) <= present:
            return False
        changed = event.state is not self.state
        self.state, self.state_at = event.state, event.at
        return changed

    def ordered(self, courier: str, waybill_no: str, at: datetime) -> None:
        """The courier has taken the order."""
        self.courier, self.waybill_no, self.ordered_at, self.fault = courier, waybill_no, at, ""

    def pick_up(self, at: datetime) -> None:
        """Handed over at the window; refused with DeliveryUnderWay or DeliveryFinished."""
        self._not_finished()
        if self.state in UNDER_WAY:
            raise DeliveryUnderWay(self.state, IN_CHINESE[self.state])
        self.state, self.state_at, self.order_id = DeliveryState.PICKED_UP, at, None

    def arrived(self, at: datetime) -> None:
        """The window knows that the courier delivered; refused with DeliveryFinished."""
        self._not_finished()
        self.state, self.state_at = DeliveryState.DELIVERED, at

    def resend(self, order_id: UUID, at: datetime) -> None:
        """Order the courier anew, after a return or an order that failed.

        Refused with DeliveryFinished or DeliveryNotReturned.
        """
        self._not_finished()
        unordered = self.state is DeliveryState.WAITING and bool(self.fault)
        if self.kind is not Kind.COURIER or not (self.state is DeliveryState.RETURNED or unordered):
            raise DeliveryNotReturned(self.state, IN_CHINESE[self.state])
        self.state, self.state_at = DeliveryState.WAITING, at
        self.order_id, self.waybill_no, self.ordered_at, self.fault = order_id, "", None, ""

    def _not_finished(self) -> None:
        if self.state in FINAL:
            raise DeliveryFinished(self.state, IN_CHINESE[self.state], self.state_at)
