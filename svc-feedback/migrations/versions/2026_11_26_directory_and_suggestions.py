"""Organs and the calendar as the directory tells them; the suggestion box."""

import sqlalchemy as sa
from alembic import op

revision = "directory_and_suggestions"
down_revision = "reviews"


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
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organ_id", name=op.f("pk_organ")),
        sa.UniqueConstraint("code", name=op.f("uq_organ_code")),
    )
    op.create_table(
        "suggestion",
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_digest", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("mixed", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint(
            "(reply IS NULL) = (replied_on IS NULL)", name=op.f("ck_suggestion_reply")
        ),
        sa.PrimaryKeyConstraint("suggestion_id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("receipt_digest", name=op.f("uq_suggestion_receipt_digest")),
    )
    op.create_index(
        "ix_suggestion_organ_id_day",
        "suggestion",
        ["organ_id", "day", "suggestion_id"],
        unique=False,
    )
    op.create_index(
        "ix_suggestion_region_code_day",
        "suggestion",
        ["region_code", "day", "suggestion_id"],
        unique=False,
    )
    op.create_index(
        "ix_suggestion_unmixed",
        "suggestion",
        ["day"],
        unique=False,
        postgresql_where=sa.text("NOT mixed"),
    )
