"""The states of a delivery, and how far on each of them is."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """Where the results are."""

    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    RETURNED = "returned"
    PICKED_UP = "picked_up"


RANKS = {
    DeliveryState.WAITING: 0,
    DeliveryState.HANDED_OVER: 1,
    DeliveryState.IN_TRANSIT: 2,
    DeliveryState.OUT_FOR_DELIVERY: 3,
    DeliveryState.RETURNED: 4,
    DeliveryState.DELIVERED: 5,
    DeliveryState.PICKED_UP: 5,
}
IN_CHINESE = {
    DeliveryState.WAITING: "待送达",
    DeliveryState.HANDED_OVER: "已揽收",
    DeliveryState.IN_TRANSIT: "运输中",
    DeliveryState.OUT_FOR_DELIVERY: "派送中",
    DeliveryState.DELIVERED: "已送达",
    DeliveryState.RETURNED: "已退回",
    DeliveryState.PICKED_UP: "已领取",
}
