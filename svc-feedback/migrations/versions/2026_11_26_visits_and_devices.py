"""Visits at windows, their evaluators, and the circumstances of answers."""

import sqlalchemy as sa
from alembic import op

revision = "visits_and_devices"
down_revision = "letters"


def upgrade() -> None:
    op.create_table(
        "review_device",
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("window_id", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("bound_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_review_device")),
    )
    op.create_index(
        "ix_review_device_region_code_device_id",
        "review_device",
        ["region_code", "device_id"],
        unique=False,
    )
    op.create_index("ix_review_device_window_id", "review_device", ["window_id"], unique=False)
    op.create_table(
        "device_prompt",
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("shown_until", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["review_device.device_id"],
            name=op.f("fk_device_prompt_device_id_review_device"),
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunity.opportunity_id"],
            name=op.f("fk_device_prompt_opportunity_id_opportunity"),
        ),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_device_prompt")),
    )
    op.create_table(
        "circumstance",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("dwell_ms", sa.Integer(), nullable=True),
        sa.Column("trapped", sa.Boolean(), nullable=False),
        sa.Column("visit_told", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("examined", sa.Boolean(), server_default="false", nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.review_id"], name=op.f("fk_circumstance_review_id_review")
        ),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_circumstance")),
    )
    op.create_index(
        "ix_circumstance_unexamined",
        "circumstance",
        ["review_id"],
        unique=False,
        postgresql_where=sa.text("NOT examined"),
    )
    op.add_column("opportunity", sa.Column("visit_id", sa.Uuid(), nullable=True))
    op.add_column(
        "opportunity", sa.Column("window_id", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "opportunity", sa.Column("staff_no", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "opportunity", sa.Column("region_code", sa.Text(), server_default="", nullable=False)
    )
    op.alter_column("opportunity", "case_id", existing_type=sa.UUID(), nullable=True)
    op.alter_column("opportunity", "account_id", existing_type=sa.UUID(), nullable=True)
    op.create_unique_constraint(op.f("uq_opportunity_visit_id"), "opportunity", ["visit_id"])
    op.create_check_constraint(
        op.f("ck_opportunity_of_something"),
        "opportunity",
        "num_nonnulls(case_id, visit_id) > 0",
    )
