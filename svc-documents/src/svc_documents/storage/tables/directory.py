"""Organs, officials and the calendar, as the directory told them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import with_calendar_days
from svc_documents.storage.tables.metadata import metadata

sa.Table(
    "organ", metadata,
    sa.Column("organ_id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("office_hours", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", sa.Text, nullable=False, server_default=""),
    sa.Column("issuing_rights", ARRAY(sa.Text), nullable=False, server_default="{}"),
)  # fmt: skip

sa.Table(
    "staff", metadata,
    sa.Column("staff_no", sa.Text, primary_key=True),
    sa.Column("staff_id", sa.Uuid, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False, index=True),
    sa.Column("office_phone", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)  # fmt: skip

with_calendar_days(metadata)
