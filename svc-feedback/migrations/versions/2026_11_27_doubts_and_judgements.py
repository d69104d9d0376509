"""Doubts about reviews, what was judged of them, and what is hidden."""

import sqlalchemy as sa
from alembic import op

from shared.schema import append_only

revision = "doubts_and_judgements"
down_revision = "publications"


def upgrade() -> None:
    op.create_table(
        "judgement",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("cause IN ('flags', 'appeal')", name=op.f("ck_judgement_cause")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.review_id"], name=op.f("fk_judgement_review_id_review")
        ),
        sa.PrimaryKeyConstraint("review_id", "cause", name=op.f("pk_judgement")),
    )
    op.create_table(
        "moderation",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.review_id"], name=op.f("fk_moderation_review_id_review")
        ),
        sa.PrimaryKeyConstraint("review_id", "number", name=op.f("pk_moderation")),
    )
    op.create_table(
        "review_flag",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.review_id"], name=op.f("fk_review_flag_review_id_review")
        ),
        sa.PrimaryKeyConstraint("review_id", "reason", name=op.f("pk_review_flag")),
    )
    op.create_index(
        "ix_circumstance_device_id",
        "circumstance",
        ["device_id", "review_id"],
        unique=False,
        postgresql_where=sa.text("device_id <> ''"),
    )
    op.create_index(
        "ix_circumstance_source",
        "circumstance",
        ["source", "review_id"],
        unique=False,
        postgresql_where=sa.text("source <> ''"),
    )
    op.create_index(
        "ix_opportunity_staff_no_opportunity_id",
        "opportunity",
        ["staff_no", "opportunity_id"],
        unique=False,
        postgresql_where=sa.text("staff_no <> ''"),
    )
    op.create_index(
        "ix_opportunity_window_id_opportunity_id",
        "opportunity",
        ["window_id", "opportunity_id"],
        unique=False,
        postgresql_where=sa.text("window_id <> ''"),
    )
    for table in ("review_flag", "judgement", "moderation"):
        op.execute(append_only(table))
