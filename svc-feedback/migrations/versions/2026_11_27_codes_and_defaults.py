"""Short codes, attempts at them, and how far default reviews have come."""

import sqlalchemy as sa
from alembic import op

revision = "codes_and_defaults"
down_revision = "doubts_and_judgements"


def upgrade() -> None:
    op.create_table(
        "code_attempt",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("since", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_code_attempt")),
    )
    op.create_table(
        "default_progress",
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("expired_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_default_progress")),
    )
    op.add_column("opportunity", sa.Column("code_digest", sa.LargeBinary(), nullable=True))
    op.create_index("ix_opportunity_code_digest", "opportunity", ["code_digest"], unique=False)
    op.create_index(
        "ix_opportunity_region_code_expires_at",
        "opportunity",
        ["region_code", "expires_at", "opportunity_id"],
        unique=False,
        postgresql_where=sa.text("stage = 'case_closed'"),
    )
