"""Facts are found by their version and table: a sum is over one table of a book."""

from alembic import op

revision = "facts_by_table"
down_revision = "funds"


def upgrade() -> None:
    op.create_index("ix_fact_submission_id_table_code", "fact", ["submission_id", "table_code"])
    op.drop_index("ix_fact_submission_id", table_name="fact")
