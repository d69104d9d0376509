"""Pre-reviews: a clerk's remote look at a draft."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "pre_reviews"
down_revision = "power_items"

OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        "pre_review",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("answered_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=True),
        sa.Column("remarks", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_pre_review_case_id_kase"),
        sa.PrimaryKeyConstraint("review_id", name="pk_pre_review"),
    )
    op.create_index("ix_pre_review_case_id", "pre_review", ["case_id"])
    op.create_index(
        "uq_pre_review_open", "pre_review", ["case_id"], unique=True, postgresql_where=OPEN
    )
    op.create_index(
        "ix_pre_review_queue",
        "pre_review",
        ["region_code", "requested_at", "review_id"],
        postgresql_where=OPEN,
    )
