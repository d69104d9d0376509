"""Attempts at short codes, and how far default reviews have come."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

code_attempt = sa.Table(
    "code_attempt", metadata,
    sa.Column("source", sa.Text, primary_key=True),  # a keyed hash
    sa.Column("since", MOMENT, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
)  # fmt: skip

default_progress = sa.Table(
    "default_progress", metadata,
    sa.Column("region_code", sa.Text, primary_key=True),
    sa.Column("expired_at", MOMENT, nullable=False),
    sa.Column("opportunity_id", sa.Uuid, nullable=False),
)  # fmt: skip
