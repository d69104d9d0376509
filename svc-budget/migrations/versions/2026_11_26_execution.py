"""Monthly execution."""

import sqlalchemy as sa
from alembic import op

revision = "execution"
down_revision = "directory"


def upgrade() -> None:
    op.create_table(
        "execution_report",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("month", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("correction_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("superseded", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_execution_report_month")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_execution_report")),
        sa.UniqueConstraint(
            "region_code",
            "year",
            "month",
            "version",
            name=op.f("uq_execution_report_region_code_year_month_version"),
        ),
    )
    op.create_index(
        "ix_execution_report_current",
        "execution_report",
        ["region_code", "year", "month"],
        unique=True,
        postgresql_where=sa.text("NOT superseded"),
    )
    op.create_table(
        "execution_line",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("cumulative", sa.BigInteger(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["execution_report.report_id"],
            name=op.f("fk_execution_line_report_id_execution_report"),
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_execution_line")),
        sa.UniqueConstraint(
            "report_id", "side", "key", name=op.f("uq_execution_line_report_id_side_key")
        ),
    )
