"""Funds, what is disclosed of them, and the documents they are managed by."""

import sqlalchemy as sa

from shared.basis.kept_effects import with_document_effects
from shared.schema import MOMENT
from svc_budget.storage.tables.metadata import metadata

sa.Table(
    "fund", metadata,
    sa.Column("fund_id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("class_name", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("unit_code", sa.Text, index=True),  # of a budget unit, which may come later
    sa.Column("organ_name", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("established_on", sa.Date, nullable=False),
    sa.Column("first_year", sa.SmallInteger, nullable=False),
    sa.Column("last_year", sa.SmallInteger),
    sa.Column("entered_at", MOMENT, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("basis_reference", sa.Text, nullable=False, server_default="", index=True),
    sa.CheckConstraint(
        "category IN ('central_subsidy', 'general_transfer', 'special_fund')", name="category"
    ),
    sa.Index("ix_fund_listed", "category", "class_name", "name", "fund_id"),
)  # fmt: skip

# Every version of a disclosure, one of them current; year 0 is that of the management rules.
sa.Table(
    "fund_disclosure", metadata,
    sa.Column("disclosure_id", sa.Uuid, primary_key=True),
    sa.Column("fund_id", sa.Uuid, sa.ForeignKey("fund.fund_id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("stated", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("document_id", sa.Uuid),
    sa.Column("published_on", sa.Date),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("entered_at", MOMENT, nullable=False),
    sa.Column("superseded", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("fund_id", "kind", "year", "version"),
    sa.CheckConstraint("stated IN ('published', 'classified', 'none')", name="stated"),
    sa.Index(
        "ix_fund_disclosure_current", "fund_id", "kind", "year",
        unique=True, postgresql_where=sa.text("NOT superseded"),
    ),
)  # fmt: skip

sa.Table(
    "fund_lapse_told", metadata,
    sa.Column("fund_id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("due_on", sa.Date, primary_key=True),
)  # fmt: skip

with_document_effects(metadata)
