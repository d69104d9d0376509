"""Recounts of due dates go on where they stopped; deferrals remember their working days.

Of deferrals given before, the days are unknown: they keep the day they were given.
"""

import sqlalchemy as sa
from alembic import op

revision = "recounts"
down_revision = "decisions"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.add_column("material", sa.Column("deferred_days", sa.Integer()))
    op.add_column("recount", sa.Column("failed", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "recount", sa.Column("round", sa.SmallInteger(), nullable=False, server_default="1")
    )
    op.add_column("recount", sa.Column("after_case", sa.Uuid()))
    op.add_column(
        "recount", sa.Column("due_at", MOMENT, nullable=False, server_default=sa.func.now())
    )
