"""Bad reviews of a period, wherever they were given."""

from alembic import op

revision = "handling_by_period"
down_revision = "review_photos"


def upgrade() -> None:
    op.create_index(op.f("ix_bad_review_received_at"), "bad_review", ["received_at"], unique=False)
