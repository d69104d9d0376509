"""Deliveries, courier orders, news of parcels."""

import sqlalchemy as sa
from alembic import op

revision = "deliveries"
down_revision = "screens"


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("courier", sa.Text(), nullable=False),
        sa.Column("waybill_no", sa.Text(), nullable=False),
        sa.Column("ordered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_delivery_case_id_kase"),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_delivery"),
        sa.UniqueConstraint("case_id", name="uq_delivery_case_id"),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index(
        "ix_delivery_region_code_delivery_id", "delivery", ["region_code", "delivery_id"]
    )
    op.create_table(
        "courier_order",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("waybill_no", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("next_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.delivery_id"], name="fk_courier_order_delivery_id_delivery"
        ),
        sa.PrimaryKeyConstraint("order_id", "what", name="pk_courier_order"),
    )
    op.create_index("ix_courier_order_waybill_no", "courier_order", ["waybill_no"])
    op.create_index(
        "ix_courier_order_due",
        "courier_order",
        ["next_at"],
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_table(
        "delivery_event",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.delivery_id"], name="fk_delivery_event_delivery_id_delivery"
        ),
        sa.PrimaryKeyConstraint("delivery_id", "event_id", name="pk_delivery_event"),
    )
