"""Photos that come with reviews."""

import sqlalchemy as sa
from alembic import op

revision = "review_photos"
down_revision = "codes_and_defaults"


def upgrade() -> None:
    op.create_table(
        "review_photo",
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.review_id"], name=op.f("fk_review_photo_review_id_review")
        ),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_review_photo")),
    )
    op.create_index(op.f("ix_review_photo_review_id"), "review_photo", ["review_id"], unique=False)
