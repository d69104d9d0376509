"""Downloads of facts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "exports"
down_revision = "openness"


def upgrade() -> None:
    op.create_table(
        "export_job",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("wanted", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("file_key", sa.Text(), server_default="", nullable=False),
        sa.Column("file_size", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done')", name=op.f("ck_export_job_state")
        ),
        sa.PrimaryKeyConstraint("export_id", name=op.f("pk_export_job")),
        sa.UniqueConstraint("digest", name=op.f("uq_export_job_digest")),
    )
    op.create_index(
        "ix_export_job_open",
        "export_job",
        ["asked_at"],
        unique=False,
        postgresql_where=sa.text("state <> 'done'"),
    )
