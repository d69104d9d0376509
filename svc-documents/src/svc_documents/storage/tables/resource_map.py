"""Kinds and places of the resource map."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

sa.Table(
    "resource_kind", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("position", sa.SmallInteger, nullable=False),
)  # fmt: skip

place = sa.Table(
    "resource_place", metadata,
    sa.Column("place_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, sa.ForeignKey("resource_kind.code"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("lng", sa.Double, nullable=False),
    sa.Column("lat", sa.Double, nullable=False),
    sa.Column("hours", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", MOMENT, nullable=False),
    sa.CheckConstraint("status IN ('open', 'closed')", name="status"),
)  # fmt: skip
sa.Index("ix_resource_place_lat_lng", place.c.lat, place.c.lng)
