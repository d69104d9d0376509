"""Themes of messages, days they burst, and proposals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "themes"
down_revision = "bad_reviews"


def upgrade() -> None:
    op.create_table(
        "theme",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("terms", postgresql.JSONB(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("theme_id", name=op.f("pk_theme")),
    )
    op.create_index(op.f("ix_theme_last_day"), "theme", ["last_day"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind <> 'guide_improvement' OR matter_code IS NOT NULL",
            name=op.f("ck_proposal_matter"),
        ),
        sa.CheckConstraint(
            "kind IN ('guide_improvement', 'information_push')", name=op.f("ck_proposal_kind")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.theme_id"], name=op.f("fk_proposal_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_proposal")),
    )
    op.create_index(
        "ix_proposal_region_code_proposal_id",
        "proposal",
        ["region_code", "proposal_id"],
        unique=False,
    )
    op.create_index(op.f("ix_proposal_theme_id"), "proposal", ["theme_id"], unique=False)
    op.create_table(
        "theme_burst",
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Float(), nullable=False),
        sa.Column("z", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.theme_id"], name=op.f("fk_theme_burst_theme_id_theme")
        ),
        sa.PrimaryKeyConstraint("theme_id", "day", name=op.f("pk_theme_burst")),
    )
    op.create_index("ix_theme_burst_day", "theme_burst", ["day", "theme_id"], unique=False)
