"""Opportunities, reviews with their tags and follow-ups, and the figures over them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.schema import append_only

revision = "reviews"
down_revision = "platform"


def upgrade() -> None:
    op.create_table(
        "figure",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("opportunities", sa.BigInteger(), nullable=False),
        sa.Column("level_1", sa.BigInteger(), nullable=False),
        sa.Column("level_2", sa.BigInteger(), nullable=False),
        sa.Column("level_3", sa.BigInteger(), nullable=False),
        sa.Column("level_4", sa.BigInteger(), nullable=False),
        sa.Column("level_5", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('matter', 'organ')", name=op.f("ck_figure_kind")),
        sa.PrimaryKeyConstraint("kind", "subject", "slot", name="pk_figure"),
        postgresql_with={"fillfactor": "70"},
    )
    op.create_table(
        "opportunity",
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("visit_no", sa.SmallInteger(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("matter_name", sa.Text(), nullable=False),
        sa.Column("organ_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("opportunity_id", name="pk_opportunity"),
        sa.UniqueConstraint(
            "case_id", "stage", "visit_no", name="uq_opportunity_case_id_stage_visit_no"
        ),
        sa.UniqueConstraint("token_digest", name="uq_opportunity_token_digest"),
    )
    op.create_index(
        "ix_opportunity_account_id_opportunity_id", "opportunity", ["account_id", "opportunity_id"]
    )
    op.create_table(
        "summary_told",
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("matter_code", name="pk_summary_told"),
    )
    op.create_table(
        "tag",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version", "code", name="pk_tag"),
    )
    op.create_table(
        "review",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("tag_version", sa.Integer(), nullable=False),
        sa.Column("text_encrypted", sa.Text()),
        sa.Column("text_masked", sa.Text()),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "origin IN ('active', 'default', 'imported')", name=op.f("ck_review_origin")
        ),
        sa.CheckConstraint(
            "(text_encrypted IS NULL) = (text_masked IS NULL)", name=op.f("ck_review_text")
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_review_level")),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunity.opportunity_id"],
            name="fk_review_opportunity_id_opportunity",
        ),
        sa.PrimaryKeyConstraint("review_id", name="pk_review"),
        sa.UniqueConstraint("opportunity_id", name="uq_review_opportunity_id"),
    )
    op.create_index(
        "ix_review_matter_code_level_review_id", "review", ["matter_code", "level", "review_id"]
    )
    op.create_index("ix_review_matter_code_review_id", "review", ["matter_code", "review_id"])
    op.create_table(
        "follow_up",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("text_encrypted", sa.Text(), nullable=False),
        sa.Column("text_masked", sa.Text(), nullable=False),
        sa.Column("written_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.review_id"], name="fk_follow_up_review_id_review"
        ),
        sa.PrimaryKeyConstraint("review_id", name="pk_follow_up"),
    )
    for table in ("tag", "review", "follow_up"):
        op.execute(append_only(table))
