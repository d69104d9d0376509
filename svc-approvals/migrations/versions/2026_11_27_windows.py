"""At which window a pair of screens stands, and whose window it is."""

import sqlalchemy as sa
from alembic import op

revision = "windows"
down_revision = "improvement_change"


def upgrade() -> None:
    op.add_column("screen_session", sa.Column("organ_id", sa.Uuid(), nullable=True))
    op.add_column(
        "screen_session",
        sa.Column("window_id", sa.Text(), server_default="", nullable=False),
    )
