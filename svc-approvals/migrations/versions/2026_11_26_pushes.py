"""Nodes pushed to departments' own systems, and their answers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "pushes"
down_revision = "places"


def upgrade() -> None:
    op.create_table(
        "push",
        sa.Column("push_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("node_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("next_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("product_no", sa.Text(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("taken_over_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_push_case_id_kase"),
        sa.ForeignKeyConstraint(["node_id"], ["node.node_id"], name="fk_push_node_id_node"),
        sa.PrimaryKeyConstraint("push_id", name="pk_push"),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index("ix_push_node_id", "push", ["node_id"])
    op.create_index(
        "ix_push_due",
        "push",
        ["target", "next_at"],
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index("ix_push_organ_id_push_id", "push", ["organ_id", "push_id"])
    op.create_table(
        "push_answer",
        sa.Column("push_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("reply", postgresql.JSONB(), nullable=False),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["push_id"], ["push.push_id"], name="fk_push_answer_push_id_push"),
        sa.PrimaryKeyConstraint("push_id", "message_id", name="pk_push_answer"),
    )
