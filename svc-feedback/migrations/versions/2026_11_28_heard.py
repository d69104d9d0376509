"""How far the analysis has heard what reviews say."""

import sqlalchemy as sa
from alembic import op

revision = "heard"
down_revision = "writers_answers"


def upgrade() -> None:
    op.create_table(
        "heard",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("up_to", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_heard")),
    )
