"""Topics and their parts."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

topic = sa.Table(
    "topic", metadata,
    sa.Column("topic_id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("held_on", sa.Date),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("organ_name", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("published_at", MOMENT),
    sa.Column("version", sa.Integer, nullable=False),
)  # fmt: skip
sa.Index(
    "ix_topic_listed", topic.c.published_at.desc(), topic.c.topic_id.desc(),
    postgresql_where=sa.text("state <> 'draft'"),
)  # fmt: skip

part = sa.Table(
    "topic_part", metadata,
    sa.Column("part_id", sa.Uuid, primary_key=True),
    sa.Column("topic_id", sa.Uuid, sa.ForeignKey("topic.topic_id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("document_id", sa.Uuid, sa.ForeignKey("document.document_id")),
    sa.Column("alt", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("published_on", sa.Date),
)  # fmt: skip
sa.Index(
    "ix_topic_part_document_id", part.c.document_id,
    postgresql_where=sa.text("document_id IS NOT NULL"),
)  # fmt: skip
