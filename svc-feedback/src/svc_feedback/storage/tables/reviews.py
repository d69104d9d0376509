"""Reviews and what was added to them; written once and never changed."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

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
    sa.Column("text_encrypted", Encrypted),
    sa.Column("text_masked", sa.Text),
    sa.Column("anonymous", sa.Boolean, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("submitted_at", MOMENT, nullable=False),
    sa.Column("writer_id", sa.Uuid),  # who gave a name where there is no case
    sa.Column("writer_masked", sa.Text),
    sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    sa.CheckConstraint("origin IN ('active', 'default', 'imported')", name="origin"),
    sa.CheckConstraint("(text_encrypted IS NULL) = (text_masked IS NULL)", name="text"),
    sa.Index("ix_review_writer_id", "writer_id", postgresql_where=sa.text("writer_id IS NOT NULL")),
    sa.Index("ix_review_matter_code_review_id", "matter_code", "review_id"),
    sa.Index("ix_review_matter_code_level_review_id", "matter_code", "level", "review_id"),
)  # fmt: skip

follow_up = sa.Table(
    "follow_up", metadata,
    sa.Column("review_id", sa.Uuid, sa.ForeignKey("review.review_id"), primary_key=True),
    sa.Column("submission_id", sa.Uuid, nullable=False),
    sa.Column("text_encrypted", Encrypted, nullable=False),
    sa.Column("text_masked", sa.Text, nullable=False),
    sa.Column("written_at", MOMENT, nullable=False),
)  # fmt: skip
