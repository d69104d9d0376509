"""Letters, their steps, files and numbers."""

import sqlalchemy as sa
from alembic import op

from shared.schema import append_only

revision = "letters"
down_revision = "directory_and_suggestions"


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("letter_no", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("query_digest", sa.LargeBinary(), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("writer_agrees", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("organ_agrees", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("title_masked", sa.Text(), nullable=False),
        sa.Column("text_masked", sa.Text(), nullable=False),
        sa.Column("answer_masked", sa.Text(), nullable=True),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.Column("told", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (state IN ('received', 'assigned'))",
            name=op.f("ck_letter_closed"),
        ),
        sa.CheckConstraint(
            "(refusal IS NOT NULL) = (state = 'refused')", name=op.f("ck_letter_refused")
        ),
        sa.CheckConstraint(
            "organ_id IS NOT NULL OR state IN ('received', 'refused')", name=op.f("ck_letter_organ")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter")),
        sa.UniqueConstraint("letter_no", name=op.f("uq_letter_letter_no")),
        sa.UniqueConstraint("query_digest", name=op.f("uq_letter_query_digest")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_letter_submission_id")),
    )
    op.create_index("ix_letter_account_id", "letter", ["account_id", "letter_id"], unique=False)
    op.create_index(
        "ix_letter_open_due_on",
        "letter",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index(
        "ix_letter_organ_id_due_on", "letter", ["organ_id", "due_on", "letter_id"], unique=False
    )
    op.create_index(
        "ix_letter_public",
        "letter",
        ["closed_on", "letter_id"],
        unique=False,
        postgresql_where=sa.text("state = 'answered' AND writer_agrees AND organ_agrees"),
    )
    op.create_index(
        "ix_letter_region_code_due_on",
        "letter",
        ["region_code", "due_on", "letter_id"],
        unique=False,
    )
    op.create_index(
        "ix_letter_region_code_received_on", "letter", ["region_code", "received_on"], unique=False
    )
    op.create_table(
        "letter_serial",
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("region_code", "day", name=op.f("pk_letter_serial")),
    )
    op.create_table(
        "letter_file",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.letter_id"], name=op.f("fk_letter_file_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_letter_file")),
    )
    op.create_index(op.f("ix_letter_file_letter_id"), "letter_file", ["letter_id"], unique=False)
    op.create_table(
        "letter_step",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.letter_id"], name=op.f("fk_letter_step_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("letter_id", "number", name=op.f("pk_letter_step")),
    )
    op.execute(append_only("letter_step"))
