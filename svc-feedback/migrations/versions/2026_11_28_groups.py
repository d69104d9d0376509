"""Which opinions count for a group because their writer is known to belong to it."""

import sqlalchemy as sa
from alembic import op

revision = "groups"
down_revision = "bindings"


def upgrade() -> None:
    op.add_column(
        "opinion", sa.Column("recognised", sa.Boolean(), server_default="false", nullable=False)
    )
