"""Deliveries, the orders placed with couriers, and the news of parcels."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

delivery = sa.Table(
    "delivery", metadata,
    sa.Column("delivery_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), nullable=False, unique=True),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("state_at", MOMENT, nullable=False),
    sa.Column("order_id", sa.Uuid),
    sa.Column("courier", sa.Text, nullable=False),
    sa.Column("waybill_no", sa.Text, nullable=False),
    sa.Column("ordered_at", MOMENT),
    sa.Column("fault", sa.Text, nullable=False),
    postgresql_with={"fillfactor": "80"},
)  # fmt: skip
sa.Index("ix_delivery_region_code_delivery_id", delivery.c.region_code, delivery.c.delivery_id)

order = sa.Table(
    "courier_order", metadata,
    sa.Column("order_id", sa.Uuid, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("delivery_id", sa.Uuid, sa.ForeignKey("delivery.delivery_id"), nullable=False),
    sa.Column("waybill_no", sa.Text, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("queued_at", MOMENT, nullable=False),
    sa.Column("next_at", MOMENT),
    sa.Column("fault", sa.Text, nullable=False),
)  # fmt: skip
sa.Index(
    "ix_courier_order_due", order.c.next_at, postgresql_where=order.c.next_at.is_not(None),
)  # fmt: skip

sa.Table(
    "delivery_event", metadata,
    sa.Column("delivery_id", sa.Uuid, sa.ForeignKey("delivery.delivery_id"), primary_key=True),
    sa.Column("event_id", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("received_at", MOMENT, nullable=False),
)  # fmt: skip
