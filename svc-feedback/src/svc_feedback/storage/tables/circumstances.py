"""How an answer was given: kept apart from the review, and only for a time."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

# An address is kept as a keyed hash that changes with the day; empty: nobody's (halls, kiosks).
circumstance = sa.Table(
    "circumstance", metadata,
    sa.Column("review_id", sa.Uuid, sa.ForeignKey("review.review_id"), primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("device_id", sa.Text, nullable=False),
    sa.Column("staff_no", sa.Text, nullable=False),
    sa.Column("dwell_ms", sa.Integer),
    sa.Column("trapped", sa.Boolean, nullable=False),
    sa.Column("visit_told", sa.Boolean, nullable=False),
    sa.Column("answered_at", MOMENT),
    sa.Column("examined", sa.Boolean, nullable=False, server_default="false"),
    sa.Index(
        "ix_circumstance_source", "source", "review_id",
        postgresql_where=sa.text("source <> ''"),
    ),
    sa.Index(
        "ix_circumstance_device_id", "device_id", "review_id",
        postgresql_where=sa.text("device_id <> ''"),
    ),
    sa.Index("ix_circumstance_unexamined", "review_id", postgresql_where=sa.text("NOT examined")),
)  # fmt: skip
