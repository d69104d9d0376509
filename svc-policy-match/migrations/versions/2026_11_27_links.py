"""Policies are found by their matter, applications and grants by their case."""

import sqlalchemy as sa
from alembic import op

revision = "links"
down_revision = "order_of_rows"


def upgrade() -> None:
    op.create_index(
        "ix_policy_matter_code",
        "policy",
        ["matter_code"],
        postgresql_where=sa.text("matter_code <> ''"),
    )
    op.create_index("ix_application_case_id", "application", ["case_id"])
    op.create_index("ix_application_grant_case_id", "application_grant", ["case_id"])
