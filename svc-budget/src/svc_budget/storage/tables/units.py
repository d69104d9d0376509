"""Budget units: whose books are published."""

import sqlalchemy as sa

from svc_budget.storage.tables.metadata import metadata

sa.Table(
    "budget_unit", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),  # department, unit, government
    sa.Column("organ_id", sa.Uuid, index=True),  # of the directory, where it knows the unit
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),  # 省, 市, 县
    sa.Column("parent_code", sa.Text, sa.ForeignKey("budget_unit.code"), index=True),
    sa.Column("first_year", sa.SmallInteger),  # null: from the beginning
    sa.Column("last_year", sa.SmallInteger),  # null: still
    sa.CheckConstraint("level IN ('省', '市', '县')", name="level"),
    sa.CheckConstraint("kind IN ('department', 'unit', 'government')", name="kind"),
    sa.CheckConstraint("(kind = 'unit') = (parent_code IS NOT NULL)", name="parent"),
    sa.Index("ix_budget_unit_region_code_code", "region_code", "code"),
)  # fmt: skip
