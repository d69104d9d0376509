"""Random inspections: plans, draws, who was drawn, results; nothing of them is changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.schema import append_only

revision = "inspections"
down_revision = "library"
APPEND_ONLY = (
    "inspection",
    "inspection_draw", "inspection_cancellation", "inspection_drawn", "inspection_result",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "inspection",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("inspect_from", sa.Date(), nullable=False),
        sa.Column("inspect_until", sa.Date(), nullable=False),
        sa.Column("beacon", sa.Text(), nullable=False),
        sa.Column("beacon_on", sa.Date(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("registers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("announced_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("announced_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("inspection_id", name=op.f("pk_inspection")),
    )
    op.create_index(
        "ix_inspection_organ_id", "inspection", ["organ_id", "inspection_id"], unique=False
    )
    op.create_table(
        "inspection_cancellation",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("cancelled_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.inspection_id"],
            name=op.f("fk_inspection_cancellation_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", name=op.f("pk_inspection_cancellation")),
    )
    op.create_table(
        "inspection_draw",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("public_value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.inspection_id"],
            name=op.f("fk_inspection_draw_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", name=op.f("pk_inspection_draw")),
    )
    op.create_table(
        "inspection_drawn",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("inspectors", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.inspection_id"],
            name=op.f("fk_inspection_drawn_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", "object_id", name=op.f("pk_inspection_drawn")),
    )
    op.create_index("ix_inspection_drawn_due_on", "inspection_drawn", ["due_on"], unique=False)
    op.create_table(
        "inspection_result",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("in_time", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id", "object_id"],
            ["inspection_drawn.inspection_id", "inspection_drawn.object_id"],
            name=op.f("fk_inspection_result_inspection_id_object_id_inspection_drawn"),
        ),
        sa.PrimaryKeyConstraint(
            "inspection_id", "object_id", "number", name=op.f("pk_inspection_result")
        ),
    )
    for table in APPEND_ONLY:
        op.execute(append_only(table))
