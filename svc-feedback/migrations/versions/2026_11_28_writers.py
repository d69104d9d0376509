"""Who gave a name with the review of a visit, which belongs to no account."""

import sqlalchemy as sa
from alembic import op

revision = "writers"
down_revision = "heard"


def upgrade() -> None:
    op.add_column("review", sa.Column("writer_id", sa.Uuid(), nullable=True))
    op.add_column("review", sa.Column("writer_masked", sa.Text(), nullable=True))
