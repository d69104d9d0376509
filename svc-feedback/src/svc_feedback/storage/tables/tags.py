"""Tag sets; a version is written once and stays."""

import sqlalchemy as sa

from svc_feedback.storage.tables.metadata import metadata

tag = sa.Table(
    "tag", metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("code", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("fixed", sa.Boolean, nullable=False),
)  # fmt: skip
