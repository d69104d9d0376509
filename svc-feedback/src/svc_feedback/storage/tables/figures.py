"""Counts of reviews, and how far they have been told."""

import sqlalchemy as sa

from svc_feedback.storage.tables.metadata import metadata

# A count is spread over slots, so that the reviews of a busy matter do not wait for one another.
figure = sa.Table(
    "figure", metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("slot", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("opportunities", sa.BigInteger, nullable=False),
    *(sa.Column(f"level_{level}", sa.BigInteger, nullable=False) for level in range(1, 6)),
    sa.Column("changes", sa.BigInteger, nullable=False),
    sa.CheckConstraint("kind IN ('matter', 'organ')", name="kind"),
    postgresql_with={"fillfactor": "70"},
)  # fmt: skip

summary_told = sa.Table(
    "summary_told", metadata,
    sa.Column("matter_code", sa.Text, primary_key=True),
    sa.Column("changes", sa.BigInteger, nullable=False),
)  # fmt: skip
