"""Which visits gave their keys to the desk."""

import sqlalchemy as sa
from alembic import op

revision = "keys_at_desk"
down_revision = "own_reviews"


def upgrade() -> None:
    op.add_column(
        "opportunity",
        sa.Column("keys_at_desk", sa.Boolean(), server_default="false", nullable=False),
    )
