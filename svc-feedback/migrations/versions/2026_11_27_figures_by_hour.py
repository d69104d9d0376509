"""Counts by hour, day and month of six kinds of subjects; what was counted is counted anew."""

import sqlalchemy as sa
from alembic import op

revision = "figures_by_hour"
down_revision = "messages"

MEASURES = (
    "offered", "answered", "level_1", "level_2", "level_3", "level_4", "level_5", "defaults",
    "imported", "invalid", "changes",
)  # fmt: skip
ENTRY = "INSERT INTO figure_entry (opportunity_id, measure, level, number, channel, at)"


def upgrade() -> None:
    op.drop_table("figure")
    op.drop_table("summary_told")
    op.create_table(
        "figure",
        sa.Column("grain", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in MEASURES),
        sa.CheckConstraint("grain IN ('hour', 'day', 'month')", name=op.f("ck_figure_grain")),
        sa.CheckConstraint(
            "kind IN ('region', 'organ', 'window', 'staff', 'matter', 'channel')",
            name=op.f("ck_figure_kind"),
        ),
        sa.PrimaryKeyConstraint(
            "grain", "kind", "starts_at", "subject", "region_code", name=op.f("pk_figure")
        ),
        postgresql_with={"fillfactor": "70"},
    )
    op.create_index(
        "ix_figure_kind_subject_grain_starts_at",
        "figure",
        ["kind", "subject", "grain", "starts_at"],
    )
    op.create_table(
        "figure_entry",
        sa.Column("entry_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "measure IN ('offered', 'active', 'default', 'imported', 'invalid')",
            name=op.f("ck_figure_entry_measure"),
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_figure_entry")),
    )
    op.create_table(
        "summary_untold",
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("matter_code", name=op.f("pk_summary_untold")),
    )
    op.execute(f"{ENTRY} SELECT opportunity_id, 'offered', 0, 1, '', opened_at FROM opportunity")
    op.execute(
        f"{ENTRY} SELECT opportunity_id, origin, level, 1, channel, submitted_at FROM review"
    )
