"""What an improvement changed."""

import sqlalchemy as sa
from alembic import op

revision = "improvement_change"
down_revision = "basis_guard"


def upgrade() -> None:
    op.add_column("matter_improvement", sa.Column("change", sa.Text(), nullable=True))
