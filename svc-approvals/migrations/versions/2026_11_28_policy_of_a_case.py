"""The policy whose benefit a case applies for."""

import sqlalchemy as sa
from alembic import op

revision = "policy_of_a_case"
down_revision = "windows"


def upgrade() -> None:
    op.add_column("kase", sa.Column("policy_id", sa.Uuid(), nullable=True))
