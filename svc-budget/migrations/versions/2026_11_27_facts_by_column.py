"""Facts are found by their version and column: a sum is over one column of a table."""

from alembic import op

revision = "facts_by_column"
down_revision = "facts_by_table"


def upgrade() -> None:
    columns = ["submission_id", "table_code", "side", "column_key"]
    op.create_index("ix_fact_column", "fact", columns)
    op.drop_index("ix_fact_submission_id_table_code", table_name="fact")
