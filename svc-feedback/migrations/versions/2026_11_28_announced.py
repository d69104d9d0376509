"""What was announced is known apart from what somebody was written to about."""

import sqlalchemy as sa
from alembic import op

revision = "announced"
down_revision = "keys_at_desk"


def upgrade() -> None:
    for table in ("bad_review_clock", "letter"):
        op.add_column(
            table, sa.Column("announced", sa.SmallInteger(), server_default="0", nullable=False)
        )
