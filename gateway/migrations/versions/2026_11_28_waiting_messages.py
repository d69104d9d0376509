"""Messages are rows from when they are asked for until it is known what became of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "waiting_messages"
down_revision = "messages_per_person"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_message",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("parameters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("words_of", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("waits_for", sa.Text(), nullable=False),
        sa.Column("leased_until", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "owner", "dedupe_key", "account_id", name=op.f("pk_waiting_message")
        ),
    )
    op.create_index(
        op.f("ix_waiting_message_account_id"), "waiting_message", ["account_id"], unique=False
    )
    op.create_index(
        "ix_waiting_message_waits_for_leased_until",
        "waiting_message",
        ["waits_for", "leased_until"],
        unique=False,
    )
