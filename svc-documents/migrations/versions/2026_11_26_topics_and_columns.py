"""Columns with their entries; topics with their parts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "topics_and_columns"
down_revision = "document_attachments"


def upgrade() -> None:
    op.create_table(
        "directory_column",
        sa.Column("column_id", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("organ_name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("period_days", sa.Integer(), nullable=True),
        sa.Column("period_working", sa.Boolean(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("told_overdue", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["directory_column.column_id"],
            name=op.f("fk_directory_column_parent_directory_column"),
        ),
        sa.PrimaryKeyConstraint("column_id", name=op.f("pk_directory_column")),
    )
    op.create_table(
        "topic",
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("organ_name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_topic")),
    )
    op.create_index(
        "ix_topic_listed",
        "topic",
        [sa.literal_column("published_at DESC"), sa.literal_column("topic_id DESC")],
        unique=False,
        postgresql_where=sa.text("state <> 'draft'"),
    )
    op.create_table(
        "column_entry",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("column_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["column_id"],
            ["directory_column.column_id"],
            name=op.f("fk_column_entry_column_id_directory_column"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_column_entry_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_column_entry")),
    )
    op.create_index(
        "ix_column_entry_listed",
        "column_entry",
        ["column_id", sa.literal_column("published_on DESC"), sa.literal_column("entry_id DESC")],
        unique=False,
        postgresql_where=sa.text("published_on IS NOT NULL"),
    )
    op.create_index(
        "ix_column_entry_waiting",
        "column_entry",
        ["formed_on"],
        unique=False,
        postgresql_where=sa.text("published_on IS NULL"),
    )
    op.create_table(
        "topic_part",
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_topic_part_document_id_document"),
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.topic_id"], name=op.f("fk_topic_part_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("part_id", name=op.f("pk_topic_part")),
    )
    op.create_index(
        "ix_topic_part_document_id",
        "topic_part",
        ["document_id"],
        unique=False,
        postgresql_where=sa.text("document_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_topic_part_topic_id"), "topic_part", ["topic_id"], unique=False)
    op.create_table(
        "former_entry",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["column_entry.entry_id"],
            name=op.f("fk_former_entry_entry_id_column_entry"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "version", name=op.f("pk_former_entry")),
    )
