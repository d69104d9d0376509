"""Columns, their entries, and what entries said before."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

sa.Table(
    "directory_column", metadata,
    sa.Column("column_id", sa.Text, primary_key=True),
    sa.Column("parent", sa.Text, sa.ForeignKey("directory_column.column_id")),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("organ_name", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("period_days", sa.Integer),
    sa.Column("period_working", sa.Boolean, nullable=False),
    sa.Column("updated_on", sa.Date, nullable=False),  # the last entry, or its own beginning
    sa.Column("told_overdue", sa.Date),  # the due day whose lapse was told
    sa.Column("version", sa.Integer, nullable=False),
)  # fmt: skip

entry = sa.Table(
    "column_entry", metadata,
    sa.Column("entry_id", sa.Uuid, primary_key=True),
    sa.Column(
        "column_id", sa.Text, sa.ForeignKey("directory_column.column_id"), nullable=False
    ),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("formed_on", sa.Date, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("document_id", sa.Uuid, sa.ForeignKey("document.document_id")),
    sa.Column("fields", JSONB, nullable=False),
    sa.Column("published_on", sa.Date),
    sa.Column("changed_on", sa.Date),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)  # fmt: skip
sa.Index(
    "ix_column_entry_listed", entry.c.column_id, entry.c.published_on.desc(),
    entry.c.entry_id.desc(), postgresql_where=sa.text("published_on IS NOT NULL"),
)  # fmt: skip
sa.Index(
    "ix_column_entry_waiting", entry.c.formed_on, postgresql_where=sa.text("published_on IS NULL")
)

# Nothing published is deleted: what an entry said before a change stays readable.
sa.Table(
    "former_entry", metadata,
    sa.Column("entry_id", sa.Uuid, sa.ForeignKey("column_entry.entry_id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("fields", JSONB, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("until", MOMENT, nullable=False),
)  # fmt: skip
