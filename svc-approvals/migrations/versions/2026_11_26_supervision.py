"""Supervision: tallies of ended cases, and indexes over what is under way."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "supervision"
down_revision = "pre_reviews"

COUNTERS = (
    "submitted", "accepted", "approved", "partly", "refused", "not_accepted", "withdrawn",
    "terminated", "on_time", "lawful", "supplemented", "deferred", "ran",
)  # fmt: skip

CLOSED = sa.text("state = 'closed' AND submitted_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("by_what", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTERS),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("buckets", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("numbers", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.PrimaryKeyConstraint(
            "by_what", "period", "first_day", "region_code", "member", name="pk_tally"
        ),
        postgresql_with={"fillfactor": "80"},
    )
    op.add_column(
        "kase", sa.Column("counted", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index(
        "ix_kase_open",
        "kase",
        ["region_code", "case_id"],
        postgresql_include=["matter_code"],
        postgresql_where=sa.text("state NOT IN ('draft', 'closed')"),
    )
    op.create_index(
        "ix_kase_closed",
        "kase",
        ["region_code", "closed_at", "case_id"],
        postgresql_where=CLOSED,
    )
    op.create_index(
        "ix_kase_closed_by_matter",
        "kase",
        ["region_code", "matter_code", "closed_at", "case_id"],
        postgresql_where=CLOSED,
    )
    op.create_index(
        "ix_kase_uncounted",
        "kase",
        ["closed_at"],
        postgresql_where=sa.text("state = 'closed' AND NOT counted"),
    )
    op.create_index(
        "ix_node_at_work",
        "node",
        ["promised_due", "node_id"],
        postgresql_include=["case_id", "key", "epoch", "organ_id"],
        postgresql_where=sa.text("state = 'active'"),
    )
