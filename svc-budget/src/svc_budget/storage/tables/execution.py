"""Monthly execution: every version of a month, one of them current."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_budget.storage.tables.metadata import metadata

sa.Table(
    "execution_report", metadata,
    sa.Column("report_id", sa.Uuid, primary_key=True),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("month", sa.SmallInteger, nullable=False),
    sa.Column("version", sa.SmallInteger, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published_at", MOMENT, nullable=False),
    sa.Column("correction_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("superseded", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("region_code", "year", "month", "version"),
    sa.CheckConstraint("month BETWEEN 1 AND 12", name="month"),
    sa.Index(
        "ix_execution_report_current", "region_code", "year", "month",
        unique=True, postgresql_where=sa.text("NOT superseded"),
    ),
)  # fmt: skip

sa.Table(
    "execution_line", metadata,
    sa.Column(
        "report_id", sa.Uuid, sa.ForeignKey("execution_report.report_id"), primary_key=True
    ),
    sa.Column("position", sa.SmallInteger, primary_key=True),
    sa.Column("side", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("cumulative", sa.BigInteger, nullable=False),
    sa.Column("budget", sa.BigInteger),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("report_id", "side", "key"),
)  # fmt: skip
