"""Tallies of ended cases."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from svc_approvals.storage.tables.metadata import metadata

COUNTERS = (
    "submitted", "accepted", "approved", "partly", "refused", "not_accepted", "withdrawn",
    "terminated", "on_time", "lawful", "supplemented", "deferred", "ran",
)  # fmt: skip

sa.Table(
    "tally", metadata,
    sa.Column("by_what", sa.Text, primary_key=True),
    sa.Column("period", sa.Text, primary_key=True),
    sa.Column("first_day", sa.Date, primary_key=True),
    sa.Column("region_code", sa.Text, primary_key=True),
    sa.Column("member", sa.Text, primary_key=True),
    *(sa.Column(name, sa.Integer, nullable=False) for name in COUNTERS),
    sa.Column("minutes", sa.BigInteger, nullable=False),
    sa.Column("buckets", ARRAY(sa.SmallInteger), nullable=False),
    sa.Column("numbers", ARRAY(sa.Integer), nullable=False),
    postgresql_with={"fillfactor": "80"},
)  # fmt: skip
