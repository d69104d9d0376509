"""Who handles and who supervises is told by message: by which account, and of which rounds."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "accounts_of_staff"
down_revision = "groups"


def upgrade() -> None:
    op.add_column("staff", sa.Column("account_id", sa.Uuid(), nullable=True))
    op.add_column(
        "staff",
        sa.Column("roles", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.add_column(
        "bad_review", sa.Column("told", sa.SmallInteger(), server_default="0", nullable=False)
    )
