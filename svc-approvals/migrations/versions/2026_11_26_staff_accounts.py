"""Officials are told of something by their accounts."""

import sqlalchemy as sa
from alembic import op

revision = "staff_accounts"
down_revision = "tally_periods"


def upgrade() -> None:
    op.add_column("staff", sa.Column("account_id", sa.Uuid()))
