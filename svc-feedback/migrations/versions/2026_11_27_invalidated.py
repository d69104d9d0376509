"""A bad review ends when its review is judged invalid."""

from alembic import op

revision = "invalidated"
down_revision = "handling_by_period"
NAME = "ck_bad_review_closed"


def upgrade() -> None:
    op.drop_constraint(op.f(NAME), "bad_review", type_="check")
    op.create_check_constraint(
        op.f(NAME),
        "bad_review",
        "(closed_at IS NOT NULL) = (state IN ('closed', 'upheld', 'invalidated'))",
    )
