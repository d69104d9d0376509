"""Counts of reviews by what they are about and when, and what has not been added to them yet."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

MEASURES = (
    "offered", "answered", *(f"level_{level}" for level in range(1, 6)),
    "defaults", "imported", "invalid", "changes",
)  # fmt: skip

# One row per hour, day and month of a subject in a region.
figure = sa.Table(
    "figure", metadata,
    sa.Column("grain", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("starts_at", MOMENT, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("region_code", sa.Text, primary_key=True),
    *(sa.Column(name, sa.BigInteger, nullable=False) for name in MEASURES),
    sa.CheckConstraint("grain IN ('hour', 'day', 'month')", name="grain"),
    sa.CheckConstraint(
        "kind IN ('region', 'organ', 'window', 'staff', 'matter', 'project', 'channel')",
        name="kind",
    ),
    sa.Index("ix_figure_kind_subject_grain_starts_at", "kind", "subject", "grain", "starts_at"),
    postgresql_with={"fillfactor": "70"},
)  # fmt: skip

# What a review writes instead of ten counts: one row, read with the counts until it is added.
figure_entry = sa.Table(
    "figure_entry", metadata,
    sa.Column("entry_id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("opportunity_id", sa.Uuid, nullable=False),
    sa.Column("measure", sa.Text, nullable=False),
    sa.Column("level", sa.SmallInteger, nullable=False),
    sa.Column("number", sa.SmallInteger, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.CheckConstraint(
        "measure IN ('offered', 'active', 'default', 'imported', 'invalid')", name="measure"
    ),
)  # fmt: skip

summary_untold = sa.Table(
    "summary_untold", metadata, sa.Column("matter_code", sa.Text, primary_key=True)
)
