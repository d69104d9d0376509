"""Why a bad review was explained; open ones are listed by their organ and region.

What is done outside the transaction stays when a step after it fails: each can be done again.
"""

import sqlalchemy as sa
from alembic import op

revision = "explanations"
down_revision = "handled_by"


def upgrade() -> None:
    op.execute("ALTER TABLE bad_review ADD COLUMN IF NOT EXISTS explanation text")
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        for column in ("organ_id", "region_code"):
            name = f"ix_bad_review_{column}_open"
            op.drop_index(name, "bad_review", if_exists=True, postgresql_concurrently=True)
            op.create_index(
                name,
                "bad_review",
                [column],
                unique=False,
                postgresql_where=sa.text("closed_at IS NULL"),
                postgresql_concurrently=True,
            )
        op.execute("SET lock_timeout = '5s'")
