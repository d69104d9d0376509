"""Bad reviews: clocks, attempts, steps and appeals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.schema import append_only

revision = "bad_reviews"
down_revision = "figures_by_hour"


def upgrade() -> None:
    op.create_table(
        "bad_review",
        sa.Column("bad_review_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reviewed", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=True),
        sa.Column("improvement", sa.Text(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NOT NULL) = (state IN ('closed', 'upheld'))",
            name=op.f("ck_bad_review_closed"),
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR (reply <> '' AND change IS NOT NULL)",
            name=op.f("ck_bad_review_replied"),
        ),
        sa.CheckConstraint(
            "handler IS NULL OR handler <> ALL (reviewed)", name=op.f("ck_bad_review_handler")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.review_id"], name=op.f("fk_bad_review_review_id_review")
        ),
        sa.PrimaryKeyConstraint("bad_review_id", name=op.f("pk_bad_review")),
        sa.UniqueConstraint("review_id", name=op.f("uq_bad_review_review_id")),
    )
    op.create_index(
        "ix_bad_review_matter_code_closed_at",
        "bad_review",
        ["matter_code", "closed_at", "bad_review_id"],
        unique=False,
        postgresql_where=sa.text("state = 'closed'"),
    )
    op.create_index(
        "ix_bad_review_organ_id_received_at",
        "bad_review",
        ["organ_id", "received_at", "bad_review_id"],
        unique=False,
    )
    op.create_index(
        "ix_bad_review_region_code_received_at",
        "bad_review",
        ["region_code", "received_at", "bad_review_id"],
        unique=False,
    )
    op.create_table(
        "appeal",
        sa.Column("appeal_id", sa.Uuid(), nullable=False),
        sa.Column("bad_review_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("appellant", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=True),
        sa.Column("judge_organ_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (upheld IS NULL)", name=op.f("ck_appeal_decided")
        ),
        sa.CheckConstraint(
            "judge_organ_id IS NULL OR judge_organ_id <> organ_id", name=op.f("ck_appeal_judge")
        ),
        sa.ForeignKeyConstraint(
            ["bad_review_id"],
            ["bad_review.bad_review_id"],
            name=op.f("fk_appeal_bad_review_id_bad_review"),
        ),
        sa.PrimaryKeyConstraint("appeal_id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("bad_review_id", name=op.f("uq_appeal_bad_review_id")),
    )
    op.create_index(op.f("ix_appeal_organ_id"), "appeal", ["organ_id"], unique=False)
    op.create_index(
        "ix_appeal_region_code_appeal_id", "appeal", ["region_code", "appeal_id"], unique=False
    )
    op.create_table(
        "bad_review_attempt",
        sa.Column("bad_review_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bad_review_id"],
            ["bad_review.bad_review_id"],
            name=op.f("fk_bad_review_attempt_bad_review_id_bad_review"),
        ),
        sa.PrimaryKeyConstraint("bad_review_id", "position", name=op.f("pk_bad_review_attempt")),
    )
    op.create_table(
        "bad_review_clock",
        sa.Column("bad_review_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("soon_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("met_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("paused_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("told", sa.SmallInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["bad_review_id"],
            ["bad_review.bad_review_id"],
            name=op.f("fk_bad_review_clock_bad_review_id_bad_review"),
        ),
        sa.PrimaryKeyConstraint("bad_review_id", "position", name=op.f("pk_bad_review_clock")),
    )
    op.create_index(
        "ix_bad_review_clock_soon_at",
        "bad_review_clock",
        ["soon_at"],
        unique=False,
        postgresql_where=sa.text("met_at IS NULL AND paused_at IS NULL"),
    )
    op.create_table(
        "bad_review_step",
        sa.Column("bad_review_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bad_review_id"],
            ["bad_review.bad_review_id"],
            name=op.f("fk_bad_review_step_bad_review_id_bad_review"),
        ),
        sa.PrimaryKeyConstraint("bad_review_id", "number", name=op.f("pk_bad_review_step")),
    )
    for table in ("bad_review_attempt", "bad_review_step"):
        op.execute(append_only(table))
