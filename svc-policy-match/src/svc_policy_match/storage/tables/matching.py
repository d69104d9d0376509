"""What was matched, kept so that it can be explained again."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_policy_match.storage.tables.metadata import metadata

# Verdicts by policy: `[version, verdict]`; `answers` as they were written.
sa.Table(
    "match_run", metadata,
    sa.Column("match_id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Text),
    sa.Column("matched_at", MOMENT, nullable=False, index=True),
    sa.Column("edition", sa.BigInteger, nullable=False),
    sa.Column("audience", sa.Text),
    sa.Column("answers", JSONB, nullable=False),
    sa.Column("verdicts", JSONB, nullable=False),
    sa.Column("excluded", sa.Integer, nullable=False),
)  # fmt: skip

# `answers` as written by key, in the order they were given; `declined` keys were not known.
sa.Table(
    "match_session", metadata,
    sa.Column("session_id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Text),
    sa.Column("audience", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("answers", JSONB, nullable=False),
    sa.Column("declined", JSONB, nullable=False),
    sa.Column("begun_at", MOMENT, nullable=False),
    sa.Column("touched_at", MOMENT, nullable=False, index=True),
)  # fmt: skip
