"""The writer of a bad review says whether they are content with the reply; sent twice, once."""

import sqlalchemy as sa
from alembic import op

revision = "writers_answers"
down_revision = "explanations"


def upgrade() -> None:
    op.add_column("bad_review_step", sa.Column("submission_id", sa.Uuid(), nullable=True))
