"""Requests for a look at a draft, and what was answered."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

pre_review = sa.Table(
    "pre_review", metadata,
    sa.Column("review_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("requested_at", MOMENT, nullable=False),
    sa.Column("answered_at", MOMENT),
    sa.Column("answered_by", sa.Text, nullable=False),
    sa.Column("ready", sa.Boolean),
    sa.Column("remarks", JSONB, nullable=False),
    sa.Index("ix_pre_review_case_id", "case_id"),
)  # fmt: skip
sa.Index(
    "uq_pre_review_open", pre_review.c.case_id, unique=True,
    postgresql_where=pre_review.c.state == "open",
)  # fmt: skip
sa.Index(
    "ix_pre_review_queue", pre_review.c.region_code, pre_review.c.requested_at,
    pre_review.c.review_id, postgresql_where=pre_review.c.state == "open",
)  # fmt: skip
