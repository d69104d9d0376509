"""Officials have their roles and may have left, so that either change is told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "staff_roles"
down_revision = "kiosks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    roles = postgresql.ARRAY(sa.Text())
    op.add_column("staff", sa.Column("roles", roles, server_default="{}", nullable=False))
    active = sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False)
    op.add_column("staff", active)
