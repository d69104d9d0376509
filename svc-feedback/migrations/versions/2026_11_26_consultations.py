"""Consultations, opinions and their files."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "consultations"
down_revision = "visits_and_devices"


def upgrade() -> None:
    op.create_table(
        "consultation",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("said", JSONB(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("result", JSONB(), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(result IS NOT NULL) = (state = 'published')", name=op.f("ck_consultation_result")
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation")),
    )
    op.create_index(
        "ix_consultation_organ_id", "consultation", ["organ_id", "consultation_id"], unique=False
    )
    op.create_index("ix_consultation_policy_id", "consultation", ["policy_id"], unique=False)
    op.create_index(
        "ix_consultation_region_code",
        "consultation",
        ["region_code", "consultation_id"],
        unique=False,
    )
    op.create_index(
        "ix_consultation_running",
        "consultation",
        ["closes_on"],
        unique=False,
        postgresql_where=sa.text("state IN ('scheduled', 'open')"),
    )
    op.create_index(
        "ix_consultation_shown",
        "consultation",
        ["consultation_id"],
        unique=False,
        postgresql_where=sa.text("state <> 'draft'"),
    )
    op.create_table(
        "consultation_file",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.consultation_id"],
            name=op.f("fk_consultation_file_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_consultation_file")),
    )
    op.create_index(
        op.f("ix_consultation_file_consultation_id"),
        "consultation_file",
        ["consultation_id"],
        unique=False,
    )
    op.create_table(
        "opinion",
        sa.Column("opinion_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.Integer(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("text_encrypted", sa.Text(), nullable=False),
        sa.Column("text_masked", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("disposed_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint(
            "(disposition IS NULL) = (disposed_on IS NULL)", name=op.f("ck_opinion_disposition")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.consultation_id"],
            name=op.f("fk_opinion_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("opinion_id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_opinion_submission_id")),
    )
    op.create_index("ix_opinion_account_id", "opinion", ["account_id", "opinion_id"], unique=False)
    op.create_index(
        "ix_opinion_consultation_id", "opinion", ["consultation_id", "opinion_id"], unique=False
    )
    op.create_index(
        "ix_opinion_undisposed",
        "opinion",
        ["consultation_id"],
        unique=False,
        postgresql_where=sa.text("disposition IS NULL"),
    )
    op.create_index(
        "ix_opinion_untold",
        "opinion",
        ["consultation_id"],
        unique=False,
        postgresql_where=sa.text("NOT told AND account_id IS NOT NULL"),
    )
