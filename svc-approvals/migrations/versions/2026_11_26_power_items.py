"""Power items: the list of powers and responsibilities."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "power_items"
down_revision = "operations"


def upgrade() -> None:
    op.create_table(
        "power_item",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("definition", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_power_item"),
    )
    op.create_index("ix_power_item_organ_code", "power_item", ["organ", "code"])
