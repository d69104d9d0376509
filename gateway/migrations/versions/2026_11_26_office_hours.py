"""Office hours of each organ; empty means the usual ones."""

import sqlalchemy as sa
from alembic import op

revision = "office_hours"
down_revision = "identity"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organ", sa.Column("office_hours", sa.Text(), nullable=False, server_default=""))
