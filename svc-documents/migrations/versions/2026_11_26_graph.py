"""Documents by their organ and by their theme, newest first."""

import sqlalchemy as sa
from alembic import op

revision = "graph"
down_revision = "resource_map"


def upgrade() -> None:
    op.create_index(
        "ix_document_organ_name",
        "document",
        ["organ_name", sa.literal_column("issued_on DESC NULLS LAST")],
        unique=False,
        postgresql_where=sa.text("is_public"),
    )
    op.create_index(
        "ix_document_theme",
        "document",
        ["theme", sa.literal_column("issued_on DESC NULLS LAST")],
        unique=False,
        postgresql_where=sa.text("is_public AND theme <> ''"),
    )
