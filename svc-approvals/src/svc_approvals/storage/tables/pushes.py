"""Pushes to departments' own systems, and what those answered."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

push = sa.Table(
    "push", metadata,
    sa.Column("push_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), nullable=False),
    sa.Column("node_id", sa.Uuid, nullable=False, index=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("target", sa.Text, nullable=False),
    sa.Column("queued_at", MOMENT, nullable=False),
    sa.Column("next_at", MOMENT),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("acknowledged_at", MOMENT),
    sa.Column("finished_at", MOMENT),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("product_no", sa.Text, nullable=False),
    sa.Column("fault", sa.Text, nullable=False),
    sa.Column("taken_over_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    postgresql_with={"fillfactor": "80"},
)  # fmt: skip
sa.Index(
    "ix_push_due", push.c.target, push.c.next_at, postgresql_where=push.c.next_at.is_not(None),
)  # fmt: skip
sa.Index("ix_push_organ_id_push_id", push.c.organ_id, push.c.push_id)

sa.Table(
    "push_answer", metadata,
    sa.Column("push_id", sa.Uuid, sa.ForeignKey("push.push_id"), primary_key=True),
    sa.Column("message_id", sa.Text, primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("reply", JSONB, nullable=False),
    sa.Column("received_at", MOMENT, nullable=False),
)  # fmt: skip
