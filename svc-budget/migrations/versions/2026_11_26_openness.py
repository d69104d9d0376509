"""Periods, classified items, what published books show."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "openness"
down_revision = "submissions"


def upgrade() -> None:
    op.create_table(
        "classified_item",
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("unit_code", "year", "item", name=op.f("pk_classified_item")),
    )
    op.create_table(
        "duty_anchor",
        sa.Column("anchor_id", sa.Uuid(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("anchor_id", name=op.f("pk_duty_anchor")),
        sa.UniqueConstraint(
            "anchor", "about", "year", "stage", name=op.f("uq_duty_anchor_anchor_about_year_stage")
        ),
    )
    op.create_table(
        "overdue_told",
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint(
            "unit_code", "year", "book", "due_on", name=op.f("pk_overdue_told")
        ),
    )
    op.create_table(
        "openness_evidence",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("tables", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.submission_id"],
            name=op.f("fk_openness_evidence_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_openness_evidence")),
    )
