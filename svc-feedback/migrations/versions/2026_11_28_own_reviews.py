"""Who gave a name with the review of a visit finds it under their own.

An index that was left half made is made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "own_reviews"
down_revision = "accounts_of_staff"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        op.drop_index("ix_review_writer_id", "review", if_exists=True, postgresql_concurrently=True)
        op.create_index(
            "ix_review_writer_id",
            "review",
            ["writer_id"],
            unique=False,
            postgresql_where=sa.text("writer_id IS NOT NULL"),
            postgresql_concurrently=True,
        )
        op.execute("SET lock_timeout = '5s'")
