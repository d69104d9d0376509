"""Reviews of livelihood projects are svc-feedback's: here they are only counted.

What was said here before any release goes on to count.
"""

import sqlalchemy as sa
from alembic import op

revision = "project_reviews"
down_revision = "search_organs"


def upgrade() -> None:
    op.create_table(
        "counted_review",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_counted_review")),
    )
    op.create_index(
        op.f("ix_counted_review_project_id"), "counted_review", ["project_id"], unique=False
    )
    op.execute(
        "INSERT INTO counted_review SELECT gen_random_uuid(), project_id, stars FROM project_review"
    )
    op.drop_table("project_review")
