"""Citations, what others tell of their things, and the names documents are found by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "basis"
down_revision = "effects"


def upgrade() -> None:
    op.create_table(
        "linked_thing",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("href", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("told_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "thing_id", name=op.f("pk_linked_thing")),
    )
    op.create_table(
        "citation",
        sa.Column("citer", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Text(), nullable=False),
        sa.Column("keys", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("articles", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("candidates", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("cited_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("answered_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.document_id"], name=op.f("fk_citation_document_id_document")
        ),
        sa.PrimaryKeyConstraint("citer", "reference", name=op.f("pk_citation")),
    )
    op.create_index("ix_citation_document_id", "citation", ["document_id"], unique=False)
    op.create_index("ix_citation_keys", "citation", ["keys"], unique=False, postgresql_using="gin")
    op.create_index("ix_citation_thing", "citation", ["kind", "thing_id"], unique=False)
    op.create_table(
        "citations_read",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("read_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_citations_read_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_citations_read")),
    )
    op.add_column(
        "document",
        sa.Column("name_keys", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.create_index(
        "ix_document_name_keys", "document", ["name_keys"], unique=False, postgresql_using="gin"
    )
    op.add_column("relation", sa.Column("target_key", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ix_relation_waiting",
        "relation",
        ["target_key"],
        unique=False,
        postgresql_where=sa.text("target_id IS NULL AND target_key <> ''"),
    )
