"""Lists of an organ go by an index."""

import sqlalchemy as sa
from alembic import op

revision = "search_organs"
down_revision = "authors_of_drafts"


def upgrade() -> None:
    op.create_index(
        "ix_search_part_organs",
        "search_part",
        ["organs"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("part = 1"),
        postgresql_with={"gin_pending_list_limit": "1024"},
    )
