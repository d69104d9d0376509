"""Matters and their versions."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

sa.Table(
    "matter", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("search_text", sa.Text, nullable=False),
    sa.Column("lead_organ", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("themes", ARRAY(sa.Text), nullable=False),
    sa.Column("audience", ARRAY(sa.Text), nullable=False),
    sa.Column("current_version_id", sa.Uuid),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
)  # fmt: skip

sa.Table(
    "matter_version", metadata,
    sa.Column("version_id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, sa.ForeignKey("matter.code"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("definition", JSONB, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("published_at", MOMENT, nullable=False),
    sa.UniqueConstraint("code", "number"),
)  # fmt: skip
