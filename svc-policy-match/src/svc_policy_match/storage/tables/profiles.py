"""Data accounts: their facts, consents and what was looked at."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_policy_match.storage.tables.metadata import metadata

# `refresh_on`: the day something known expires or a year turns, and its row is made anew.
sa.Table(
    "profile", metadata,
    sa.Column("account_id", sa.Uuid, primary_key=True),
    sa.Column("audience", sa.Text, nullable=False),
    sa.Column("credit_code", sa.Text, nullable=False, server_default=""),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("made_at", MOMENT, nullable=False),
    sa.Column("refresh_on", sa.Date, index=True),
)  # fmt: skip

sa.Table(
    "profile_fact", metadata,
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("profile.account_id"), primary_key=True),
    sa.Column("attribute", sa.Text, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True, autoincrement=False),  # 0: of none
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("said", JSONB, nullable=False),
    sa.Column("stated_at", MOMENT, nullable=False),
    sa.Column("valid_until", sa.Date),
)  # fmt: skip

sa.Table(
    "profile_consent", metadata,
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("profile.account_id"), primary_key=True),
    sa.Column("purpose", sa.Text, primary_key=True),
    sa.Column("given", sa.Boolean, nullable=False),
    sa.Column("since", MOMENT, nullable=False),
)  # fmt: skip

sa.Table(
    "profile_access", metadata,
    sa.Column("access_id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Index("ix_profile_access_listed", "account_id", "at"),
)  # fmt: skip

# Profiles that changed, until they are matched anew.
sa.Table(
    "profile_change", metadata,
    sa.Column("account_id", sa.Uuid, primary_key=True),
    sa.Column("changed_at", MOMENT, nullable=False, index=True),
)  # fmt: skip
