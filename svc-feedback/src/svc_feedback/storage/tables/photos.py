"""Photos that come with reviews."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

review_photo = sa.Table(
    "review_photo", metadata,
    sa.Column("photo_id", sa.Uuid, primary_key=True),
    sa.Column(
        "review_id", sa.Uuid, sa.ForeignKey("review.review_id"), nullable=False, index=True,
    ),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("uploaded_at", MOMENT, nullable=False),
)  # fmt: skip
