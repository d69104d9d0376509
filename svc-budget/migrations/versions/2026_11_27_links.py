"""What was granted is found by its policy and by its case: the walk from money to outcome."""

import sqlalchemy as sa
from alembic import op

revision = "links"
down_revision = "facts_by_column"


def upgrade() -> None:
    for column in ("policy_id", "case_id"):
        op.create_index(
            f"ix_allocation_{column}",
            "allocation",
            [column],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )
