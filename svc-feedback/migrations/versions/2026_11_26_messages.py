"""What people say, for the analysis."""

import sqlalchemy as sa
from alembic import op

revision = "messages"
down_revision = "consultations"


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("person_digest", sa.LargeBinary(), nullable=True),
        sa.Column("theme_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'suggestion' OR (source_id IS NULL AND person_digest IS NULL)",
            name=op.f("ck_message_unlinked"),
        ),
        sa.CheckConstraint(
            "kind IN ('review', 'letter', 'suggestion', 'opinion', 'hotline')",
            name=op.f("ck_message_kind"),
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message")),
        sa.UniqueConstraint("kind", "source_id", name=op.f("uq_message_kind_source_id")),
    )
    op.create_index("ix_message_day_message_id", "message", ["day", "message_id"], unique=False)
    op.create_index(
        "ix_message_theme_id_day", "message", ["theme_id", "day", "message_id"], unique=False
    )
