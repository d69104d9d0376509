"""Policies, their versions and drafts, rules among them, and the documents they rest on."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.basis.kept_effects import with_document_effects
from shared.schema import MOMENT
from svc_policy_match.storage.tables.metadata import metadata

# What lists are filtered by stands beside the version in force; a draft has none of it yet.
sa.Table(
    "policy", metadata,
    sa.Column("policy_id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("organ_id", sa.Uuid),  # of the directory, which may not know a made-up one
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("title", sa.Text, nullable=False, server_default=""),
    sa.Column("level", sa.Text, nullable=False, server_default=""),
    sa.Column("organ_name", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", sa.Text, nullable=False, server_default=""),
    sa.Column("theme", sa.Text, nullable=False, server_default=""),
    sa.Column("audience", sa.Text, nullable=False, server_default=""),
    sa.Column("opens_on", sa.Date),
    sa.Column("closes_on", sa.Date),
    sa.Column("fund_id", sa.Uuid, index=True),
    sa.Column("matter_code", sa.Text, nullable=False, server_default=""),
    sa.Column("basis_reference", sa.Text, nullable=False, server_default="", index=True),
    sa.Column("published_at", MOMENT),
    sa.Column("closed_at", MOMENT),
    sa.Column("closed_reason", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint("state IN ('draft', 'published', 'closed')", name="state"),
    sa.Index("ix_policy_listed", "state", "published_at", "policy_id"),
    sa.Index(
        "ix_policy_matter_code", "matter_code", postgresql_where=sa.text("matter_code <> ''")
    ),
)  # fmt: skip

sa.Table(
    "policy_version", metadata,
    sa.Column("policy_id", sa.Uuid, sa.ForeignKey("policy.policy_id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("said", JSONB, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("published_at", MOMENT, nullable=False),
    sa.Column("published_by", sa.Text, nullable=False),
    sa.Column("ended_at", MOMENT),
)  # fmt: skip

sa.Table(
    "policy_draft", metadata,
    sa.Column("policy_id", sa.Uuid, sa.ForeignKey("policy.policy_id"), primary_key=True),
    sa.Column("said", JSONB, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("edited_at", MOMENT, nullable=False),
    sa.Column("edited_by", sa.Text, nullable=False),
)  # fmt: skip

# Of a group only one may be had (`most` NULL), or all together give at most so much.
sa.Table(
    "stacking_rule", metadata,
    sa.Column("rule_id", sa.Uuid, primary_key=True),
    sa.Column("policies", ARRAY(sa.Uuid), nullable=False),
    sa.Column("most", sa.BigInteger),
    sa.Column("sentence", sa.Text, nullable=False),
)  # fmt: skip

# One row: its number grows with whatever changes the policies that are matched.
sa.Table(
    "policy_edition", metadata,
    sa.Column("place", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.CheckConstraint("place = 1", name="place"),
)  # fmt: skip

with_document_effects(metadata)
