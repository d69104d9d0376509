"""Where evaluators stood before; where they stand now is beside it."""

import sqlalchemy as sa
from alembic import op

revision = "bindings"
down_revision = "writers"


def upgrade() -> None:
    op.create_table(
        "device_binding",
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("bound_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("window_id", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "bound_at", name=op.f("pk_device_binding")),
    )
