"""Reviews of livelihood projects are svc-feedback's: here they are only counted."""

import sqlalchemy as sa
from alembic import op

revision = "project_reviews"
down_revision = "search_organs"


def upgrade() -> None:
    op.drop_table("project_review")
    op.create_table(
        "project_review",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_project_review")),
    )
    op.create_index(
        op.f("ix_project_review_project_id"), "project_review", ["project_id"], unique=False
    )
