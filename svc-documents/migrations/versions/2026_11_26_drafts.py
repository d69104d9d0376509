"""Drafts, recorded steps, numbers in their series, corrections; what organs may issue."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.schema import append_only

revision = "drafts"
down_revision = "graph"


def upgrade() -> None:
    op.create_table(
        "number_counter",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "year", name=op.f("pk_number_counter")),
    )
    op.create_table(
        "correction",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("text_number", sa.SmallInteger(), nullable=True),
        sa.Column("corrected_by", sa.Text(), nullable=False),
        sa.Column("corrected_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_correction_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_correction")),
    )
    op.create_table(
        "draft",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("is_major", sa.Boolean(), nullable=False),
        sa.Column("touches_market", sa.Boolean(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("early_reason", sa.Text(), nullable=False),
        sa.Column("own_years", sa.SmallInteger(), nullable=True),
        sa.Column("own_last_day", sa.Date(), nullable=True),
        sa.Column("blocks", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("plain", sa.Text(), server_default="", nullable=False),
        sa.Column("source_file", sa.Text(), server_default="", nullable=False),
        sa.Column("source_name", sa.Text(), server_default="", nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("closing_reason", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.document_id"], name=op.f("fk_draft_document_id_document")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "given_number",
        sa.Column("number_key", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_given_number_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("number_key", name=op.f("pk_given_number")),
    )
    op.create_index(
        op.f("ix_given_number_document_id"), "given_number", ["document_id"], unique=False
    )
    op.create_table(
        "review_step",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('appraisal', 'public_comment', 'fair_competition_review', "
            "'legality_review', 'collective_discussion')",
            name=op.f("ck_review_step_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_review_step_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_review_step")),
    )
    op.add_column("organ", sa.Column("kind", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "organ",
        sa.Column(
            "issuing_rights", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False
        ),
    )
    for table in ("review_step", "given_number", "correction"):
        op.execute(append_only(table))
