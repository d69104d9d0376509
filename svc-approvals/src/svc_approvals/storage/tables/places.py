"""Halls, windows and kiosks."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

place = sa.Table(
    "place", metadata,
    sa.Column("place_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("lng", sa.Double, nullable=False),
    sa.Column("lat", sa.Double, nullable=False),
    sa.Column("hours", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("services", ARRAY(sa.Text), nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("part_of", sa.Text, sa.ForeignKey("place.place_id")),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", MOMENT, nullable=False),
)  # fmt: skip
sa.Index("ix_place_lat_lng", place.c.lat, place.c.lng)
