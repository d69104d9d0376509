"""Writers say how content they are with the answer to their letter."""

import sqlalchemy as sa
from alembic import op

revision = "letters_rated"
down_revision = "staff"


def upgrade() -> None:
    op.add_column("letter", sa.Column("satisfaction", sa.SmallInteger(), nullable=True))
    op.create_check_constraint(
        op.f("ck_letter_satisfaction"),
        "letter",
        "satisfaction IS NULL OR (state = 'answered' AND satisfaction BETWEEN 1 AND 5)",
    )
