"""Organs, officials and the calendar, as the directory tells them."""

import sqlalchemy as sa
from alembic import op

revision = "directory"
down_revision = "platform"


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "organ",
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("organ_id", name=op.f("pk_organ")),
        sa.UniqueConstraint("code", name=op.f("uq_organ_code")),
    )
    op.create_table(
        "staff",
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("office_phone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("staff_no", name=op.f("pk_staff")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_staff_staff_id")),
    )
    op.create_index(op.f("ix_staff_organ_id"), "staff", ["organ_id"], unique=False)
