"""Sums over many units read one column of one table from an index."""

import sqlalchemy as sa
from alembic import op

revision = "facts_summed"
down_revision = "facts_by_table"


def upgrade() -> None:
    op.create_index(
        "ix_fact_summed",
        "fact",
        ["table_code", "side", "column_key"],
        unique=False,
        postgresql_include=["year", "submission_id", "unit_code", "code", "amount"],
        postgresql_where=sa.text("leaf AND code IS NOT NULL"),
    )
