"""Who began a draft or changed its wording, by account."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "authors_of_drafts"
down_revision = "livelihood_projects"


def upgrade() -> None:
    op.add_column(
        "draft",
        sa.Column("authors", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
