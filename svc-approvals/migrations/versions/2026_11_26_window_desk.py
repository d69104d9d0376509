"""The window's desk: who has taken a case, its queue, and applicants without an account."""

import sqlalchemy as sa
from alembic import op

revision = "window_desk"
down_revision = "cases"

AT_WINDOW = sa.text("window_due IS NOT NULL")


def upgrade() -> None:
    op.add_column("kase", sa.Column("claimed_by", sa.Text(), server_default="", nullable=False))
    op.add_column("kase", sa.Column("claimed_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("kase", sa.Column("window_due", sa.TIMESTAMP(timezone=True), nullable=True))
    op.execute(
        """
        UPDATE kase SET window_due = CASE state
            WHEN 'submitted' THEN acceptance_due
            WHEN 'supplement_requested' THEN received_at + interval '30 days'
            WHEN 'in_progress' THEN CASE WHEN deferrals_open > 0 THEN promised_due END
            WHEN 'issued' THEN decided_at + interval '14 days' END
        WHERE state IN ('submitted', 'supplement_requested', 'in_progress', 'issued')
        """
    )
    op.drop_index("ix_kase_window_queue", table_name="kase")
    op.create_index(
        "ix_kase_at_window",
        "kase",
        ["region_code", "window_due", "case_id"],
        postgresql_where=AT_WINDOW,
    )
    op.create_index(
        "ix_kase_at_window_by_matter",
        "kase",
        ["region_code", "matter_code", "window_due", "case_id"],
        postgresql_where=AT_WINDOW,
    )
    op.create_index(
        "ix_kase_at_window_by_state",
        "kase",
        ["region_code", "state", "claimed_by", "window_due", "case_id"],
        postgresql_where=AT_WINDOW,
    )
    op.create_table(
        "walk_in",
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("identity_index", sa.Text(), nullable=False),
        sa.Column("name_masked", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("identity_no", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("applicant_id", name="pk_walk_in"),
        sa.UniqueConstraint("identity_index", name="uq_walk_in_identity_index"),
    )
