"""Ten days and quarters are counted as well: every closed case is counted anew by the worker."""

from alembic import op

revision = "tally_periods"
down_revision = "recounts"


def upgrade() -> None:
    op.execute("DELETE FROM tally")
    op.execute("UPDATE kase SET counted = false WHERE counted")
