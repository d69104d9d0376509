"""Organs, their staff and the calendar, as the directory told them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import with_calendar_days
from svc_feedback.storage.tables.metadata import metadata

organ = sa.Table(
    "organ", metadata,
    sa.Column("organ_id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
)  # fmt: skip

staff = sa.Table(
    "staff", metadata,
    sa.Column("staff_id", sa.Uuid, primary_key=True),
    sa.Column("staff_no", sa.Text, nullable=False),
    sa.Column("spelled", sa.Text, nullable=False),  # as numbers are compared
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("account_id", sa.Uuid),
    sa.Column("roles", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Index("ix_staff_spelled", "spelled", "organ_id"),
)  # fmt: skip

with_calendar_days(metadata)
