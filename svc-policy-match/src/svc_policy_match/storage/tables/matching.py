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
