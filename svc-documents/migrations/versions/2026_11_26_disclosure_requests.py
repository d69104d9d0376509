"""Requests for disclosure, their numbers and the files of their answers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "disclosure_requests"
down_revision = "drafts"


def upgrade() -> None:
    op.create_table(
        "disclosure_request",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("request_no", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_kind", sa.Text(), nullable=False),
        sa.Column("subject_masked", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("steps", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("report_row", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (report_row = '')", name=op.f("ck_disclosure_request_closed")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_disclosure_request")),
        sa.UniqueConstraint("request_no", name=op.f("uq_disclosure_request_request_no")),
    )
    op.create_index(
        "ix_disclosure_request_account_id",
        "disclosure_request",
        ["account_id", "request_id"],
        unique=False,
    )
    op.create_index(
        "ix_disclosure_request_organ_id_due_on",
        "disclosure_request",
        ["organ_id", "due_on", "request_id"],
        unique=False,
    )
    op.create_index(
        "ix_disclosure_request_overdue",
        "disclosure_request",
        ["region_code", "due_on", "request_id"],
        unique=False,
        postgresql_where=sa.text("state = 'in_progress'"),
    )
    op.create_table(
        "disclosure_serial",
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organ_id", "year", name=op.f("pk_disclosure_serial")),
    )
    op.create_table(
        "disclosure_file",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["disclosure_request.request_id"],
            name=op.f("fk_disclosure_file_request_id_disclosure_request"),
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_disclosure_file")),
    )
    op.create_index(
        op.f("ix_disclosure_file_request_id"), "disclosure_file", ["request_id"], unique=False
    )
