"""Who is in office at which organ, as the directory tells it."""

import sqlalchemy as sa
from alembic import op

revision = "staff"
down_revision = "proposals_decided"


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("spelled", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff")),
    )
    op.create_index("ix_staff_spelled", "staff", ["spelled", "organ_id"], unique=False)
