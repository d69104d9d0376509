"""The tables of svc-feedback. Reviews and their tags are written once and never changed."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import MOMENT, NAMES, with_platform_tables

metadata = with_platform_tables(sa.MetaData(naming_convention=NAMES))

APPEND_ONLY = ("tag", "review", "follow_up")

tag = sa.Table(
    "tag", metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("code", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("fixed", sa.Boolean, nullable=False),
)  # fmt: skip

opportunity = sa.Table(
    "opportunity", metadata,
    sa.Column("opportunity_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("visit_no", sa.SmallInteger, nullable=False),
    sa.Column("case_no", sa.Text, nullable=False),
    sa.Column("matter_code", sa.Text, nullable=False),
    sa.Column("matter_name", sa.Text, nullable=False),
    sa.Column("organ_ids", ARRAY(sa.Uuid), nullable=False),
    sa.Column("account_id", sa.Uuid, nullable=False),
    sa.Column("closed_at", MOMENT, nullable=False),
    sa.Column("opened_at", MOMENT, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("token_digest", sa.LargeBinary, nullable=False, unique=True),
    sa.UniqueConstraint("case_id", "stage", "visit_no"),
    sa.Index("ix_opportunity_account_id_opportunity_id", "account_id", "opportunity_id"),
)  # fmt: skip

review = sa.Table(
    "review", metadata,
    sa.Column("review_id", sa.Uuid, primary_key=True),
    sa.Column(
        "opportunity_id", sa.Uuid, sa.ForeignKey("opportunity.opportunity_id"),
        nullable=False, unique=True,
    ),
    sa.Column("submission_id", sa.Uuid, nullable=False),
    sa.Column("matter_code", sa.Text, nullable=False),
    sa.Column("level", sa.SmallInteger, nullable=False),
    sa.Column("tags", ARRAY(sa.SmallInteger), nullable=False),
    sa.Column("tag_version", sa.Integer, nullable=False),
    sa.Column("text_encrypted", sa.Text),
    sa.Column("text_masked", sa.Text),
    sa.Column("anonymous", sa.Boolean, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("submitted_at", MOMENT, nullable=False),
    sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    sa.CheckConstraint("origin IN ('active', 'default', 'imported')", name="origin"),
    sa.CheckConstraint("(text_encrypted IS NULL) = (text_masked IS NULL)", name="text"),
    sa.Index("ix_review_matter_code_review_id", "matter_code", "review_id"),
    sa.Index("ix_review_matter_code_level_review_id", "matter_code", "level", "review_id"),
)  # fmt: skip

follow_up = sa.Table(
    "follow_up", metadata,
    sa.Column("review_id", sa.Uuid, sa.ForeignKey("review.review_id"), primary_key=True),
    sa.Column("submission_id", sa.Uuid, nullable=False),
    sa.Column("text_encrypted", sa.Text, nullable=False),
    sa.Column("text_masked", sa.Text, nullable=False),
    sa.Column("written_at", MOMENT, nullable=False),
)  # fmt: skip

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
