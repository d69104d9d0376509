"""Files behind the recorded steps of documents."""

import sqlalchemy as sa
from alembic import op

from shared.schema import append_only

revision = "document_attachments"
down_revision = "inspections"


def upgrade() -> None:
    op.create_table(
        "document_attachment",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_document_attachment_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_document_attachment")),
    )
    op.create_index(
        op.f("ix_document_attachment_document_id"),
        "document_attachment",
        ["document_id"],
        unique=False,
    )
    op.execute(append_only("document_attachment"))
