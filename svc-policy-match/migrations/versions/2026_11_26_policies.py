"""Policies, their versions and drafts, what was matched and asked."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "policies"
down_revision = "platform"


def upgrade() -> None:
    op.create_table(
        "document_effect",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_document_effect")),
    )
    op.create_index(
        op.f("ix_document_effect_document_id"), "document_effect", ["document_id"], unique=False
    )
    op.create_table(
        "match_run",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("matched_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("edition", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("answers", JSONB(), nullable=False),
        sa.Column("verdicts", JSONB(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("match_id", name=op.f("pk_match_run")),
    )
    op.create_index(op.f("ix_match_run_matched_at"), "match_run", ["matched_at"], unique=False)
    op.create_table(
        "match_session",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answers", JSONB(), nullable=False),
        sa.Column("declined", JSONB(), nullable=False),
        sa.Column("begun_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("touched_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_match_session")),
    )
    op.create_index(
        op.f("ix_match_session_touched_at"), "match_session", ["touched_at"], unique=False
    )
    op.create_table(
        "organ",
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organ_id", name=op.f("pk_organ")),
        sa.UniqueConstraint("code", name=op.f("uq_organ_code")),
    )
    op.create_table(
        "policy",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("level", sa.Text(), server_default="", nullable=False),
        sa.Column("organ_name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("audience", sa.Text(), server_default="", nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("fund_id", sa.Uuid(), nullable=True),
        sa.Column("matter_code", sa.Text(), server_default="", nullable=False),
        sa.Column("basis_reference", sa.Text(), server_default="", nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'closed')", name=op.f("ck_policy_state")
        ),
        sa.PrimaryKeyConstraint("policy_id", name=op.f("pk_policy")),
        sa.UniqueConstraint("code", name=op.f("uq_policy_code")),
    )
    op.create_index(op.f("ix_policy_basis_reference"), "policy", ["basis_reference"], unique=False)
    op.create_index(op.f("ix_policy_fund_id"), "policy", ["fund_id"], unique=False)
    op.create_index(
        "ix_policy_listed", "policy", ["state", "published_at", "policy_id"], unique=False
    )
    op.create_table(
        "policy_edition",
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("place = 1", name=op.f("ck_policy_edition_place")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_policy_edition")),
    )
    op.create_table(
        "stacking_rule",
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("policies", ARRAY(sa.Uuid()), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rule_id", name=op.f("pk_stacking_rule")),
    )
    op.create_table(
        "policy_draft",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("said", JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.policy_id"], name=op.f("fk_policy_draft_policy_id_policy")
        ),
        sa.PrimaryKeyConstraint("policy_id", name=op.f("pk_policy_draft")),
    )
    op.create_table(
        "policy_version",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said", JSONB(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.policy_id"], name=op.f("fk_policy_version_policy_id_policy")
        ),
        sa.PrimaryKeyConstraint("policy_id", "version", name=op.f("pk_policy_version")),
    )
