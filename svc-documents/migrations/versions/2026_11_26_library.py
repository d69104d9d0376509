"""Where loaded documents came from, views, weekly archives."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "library"
down_revision = "disclosure_requests"


def upgrade() -> None:
    op.create_table(
        "library_archive",
        sa.Column("archive_id", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("archive_id", name=op.f("pk_library_archive")),
        sa.UniqueConstraint("made_on", name=op.f("uq_library_archive_made_on")),
    )
    op.create_table(
        "document_view_day",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("views", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_document_view_day_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", "day", name=op.f("pk_document_view_day")),
        postgresql_with={"fillfactor": "50"},
    )
    op.create_table(
        "document_views",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("views", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_document_views_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_views")),
        postgresql_with={"fillfactor": "50"},
    )
    op.create_table(
        "library_entry",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("number_as_found", sa.Text(), nullable=False),
        sa.Column("doubts", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("loaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_library_entry_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_library_entry")),
    )
