"""Doubts about reviews, what a person judged, and what is hidden; all written once."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

review_flag = sa.Table(
    "review_flag", metadata,
    sa.Column("review_id", sa.Uuid, sa.ForeignKey("review.review_id"), primary_key=True),
    sa.Column("reason", sa.Text, primary_key=True),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("raised_at", MOMENT, nullable=False),
)  # fmt: skip

# By cause, for an appeal may find invalid what had been judged to be in order.
judgement = sa.Table(
    "judgement", metadata,
    sa.Column("review_id", sa.Uuid, sa.ForeignKey("review.review_id"), primary_key=True),
    sa.Column("cause", sa.Text, primary_key=True),
    sa.Column("valid", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("judged_by", sa.Text, nullable=False),
    sa.Column("judged_at", MOMENT, nullable=False),
    sa.CheckConstraint("cause IN ('flags', 'appeal')", name="cause"),
)  # fmt: skip

moderation = sa.Table(
    "moderation", metadata,
    sa.Column("review_id", sa.Uuid, sa.ForeignKey("review.review_id"), primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("hidden", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("decided_at", MOMENT, nullable=False),
)  # fmt: skip
