"""Who had a case in hand is known when its bad review is looked into."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "handled_by"
down_revision = "letters_rated"


def upgrade() -> None:
    op.add_column(
        "opportunity",
        sa.Column("handled_by", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
