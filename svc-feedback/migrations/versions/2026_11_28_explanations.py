"""Why a bad review was explained; open ones are listed by their organ and region."""

import sqlalchemy as sa
from alembic import op

revision = "explanations"
down_revision = "handled_by"


def upgrade() -> None:
    op.add_column("bad_review", sa.Column("explanation", sa.Text(), nullable=True))
    with op.get_context().autocommit_block():
        for column in ("organ_id", "region_code"):
            op.create_index(
                f"ix_bad_review_{column}_open",
                "bad_review",
                [column],
                unique=False,
                postgresql_where=sa.text("closed_at IS NULL"),
                postgresql_concurrently=True,
            )
