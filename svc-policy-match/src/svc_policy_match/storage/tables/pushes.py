"""What people were told of policies, and what is being told."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_policy_match.storage.tables.metadata import metadata

# What an account was told last of a policy, and under which version that was looked at.
sa.Table(
    "told", metadata,
    sa.Column("policy_id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("tiding", sa.Text, nullable=False),
    sa.Index("ix_told_account", "account_id"),
)  # fmt: skip

# A version being told; `reached` is the account up to which it is done, of each of two passes.
sa.Table(
    "push_run", metadata,
    sa.Column("policy_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("cause", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reached", sa.Uuid, nullable=False),
    sa.Column("asked_at", MOMENT, nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("matched", sa.Integer, nullable=False, server_default="0"),
    sa.Column("possible", sa.Integer, nullable=False, server_default="0"),
    sa.Column("lost", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("state IN ('finding', 'leaving', 'done')", name="state"),
    sa.Index("ix_push_run_open", "asked_at", postgresql_where=sa.text("state <> 'done'")),
)  # fmt: skip

sa.Table(
    "message", metadata,
    sa.Column("message_id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, nullable=False),
    sa.Column("policy_id", sa.Uuid, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("tiding", sa.Text, nullable=False),
    sa.Column("days", sa.SmallInteger, nullable=False, server_default="0"),
    sa.Column("made_at", MOMENT, nullable=False),
    sa.Column("leaves_at", MOMENT, nullable=False),
    sa.Column("sent_at", MOMENT),
    sa.Column("read_at", MOMENT),
    sa.UniqueConstraint("policy_id", "version", "account_id", "tiding", "days"),
    sa.Index("ix_message_inbox", "account_id", "message_id"),
    sa.Index("ix_message_leaving", "leaves_at", postgresql_where=sa.text("sent_at IS NULL")),
)  # fmt: skip

# What an account wants to be told of: a theme, a region, a grid, an event of life.
sa.Table(
    "subscription", metadata,
    sa.Column("subscription_id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("made_at", MOMENT, nullable=False),
    sa.UniqueConstraint("account_id", "kind", "value"),
)  # fmt: skip

# Applications for policies as cases, and what was granted.
sa.Table(
    "application", metadata,
    sa.Column("policy_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, nullable=False),
    sa.Column("applied_at", MOMENT, nullable=False),
    sa.Column("result", sa.Text, nullable=False, server_default=""),
    sa.Index("ix_application_account", "account_id", "policy_id"),
    sa.Index("ix_application_case_id", "case_id"),
)  # fmt: skip

# Allocations of funds in such cases; either may be told first.
sa.Table(
    "application_grant", metadata,
    sa.Column("allocation_id", sa.Uuid, primary_key=True),
    sa.Column("policy_id", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),  # fen
    sa.Index("ix_application_grant_policy", "policy_id", "case_id"),
    sa.Index("ix_application_grant_case_id", "case_id"),
)  # fmt: skip
