"""Published months."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

publication = sa.Table(
    "publication", metadata,
    sa.Column("publication_id", sa.Uuid, primary_key=True),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("month", sa.Date, nullable=False),
    sa.Column("version", sa.SmallInteger, nullable=False),
    sa.Column("formula_version", sa.Text, nullable=False),
    sa.Column("content", JSONB, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("prepared_by", sa.Text, nullable=False),
    sa.Column("prepared_at", MOMENT, nullable=False),
    sa.Column("signed_by", sa.Text),
    sa.Column("signed_at", MOMENT),
    sa.Column("signature", sa.Text),
    sa.UniqueConstraint("region_code", "month", "version"),
    sa.CheckConstraint("num_nonnulls(signed_by, signed_at, signature) IN (0, 3)", name="signed"),
    sa.CheckConstraint("signed_by <> prepared_by", name="by_another"),
)  # fmt: skip
