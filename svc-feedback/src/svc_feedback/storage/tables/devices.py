"""Evaluators at windows, what each asks just now, and the circumstances of answers."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

review_device = sa.Table(
    "review_device", metadata,
    sa.Column("device_id", sa.Text, primary_key=True),
    sa.Column("window_id", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("bound_at", MOMENT, nullable=False),
    sa.Index("ix_review_device_window_id", "window_id"),
    sa.Index("ix_review_device_region_code_device_id", "region_code", "device_id"),
)  # fmt: skip

device_binding = sa.Table(
    "device_binding", metadata,  # where a device stood before
    sa.Column("device_id", sa.Text, primary_key=True),
    sa.Column("bound_at", MOMENT, primary_key=True),
    sa.Column("window_id", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
)  # fmt: skip

device_prompt = sa.Table(
    "device_prompt", metadata,
    sa.Column(
        "device_id", sa.Text, sa.ForeignKey("review_device.device_id"), primary_key=True,
    ),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("opportunity_id", sa.Uuid, sa.ForeignKey("opportunity.opportunity_id")),
    sa.Column("shown_until", MOMENT, nullable=False),
)  # fmt: skip
