"""Facts: the amounts of approved books, and their sums over what is published now."""

import sqlalchemy as sa

from svc_budget.storage.tables.metadata import metadata

FIRST_YEAR, LAST_YEAR = 2005, 2049  # with a partition of their own; other years share one

# What an amount means follows from its column.
MEANING = ("direction", "fund_type", "stage", "expenditure")


def _meaning() -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in MEANING]


# Only `leaf` rows may be summed: others contain them. Whether a fact is visible says its
# submission.
sa.Table(
    "fact", metadata,
    sa.Column("submission_id", sa.Uuid, nullable=False),
    sa.Column("unit_code", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("book", sa.Text, nullable=False),
    sa.Column("table_code", sa.Text, nullable=False),
    sa.Column("side", sa.Text, nullable=False),
    sa.Column("row_no", sa.SmallInteger, nullable=False),  # in its side, from 0
    sa.Column("row_key", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),  # as printed
    sa.Column("code", sa.Text),  # null for named lines and items
    sa.Column("code_kind", sa.Text),
    sa.Column("leaf", sa.Boolean, nullable=False),
    sa.Column("column_key", sa.Text, nullable=False),
    *_meaning(),
    sa.Column("project", sa.Text, nullable=False),  # the item's label, else ""
    sa.Column("amount", sa.BigInteger, nullable=False),  # in fen
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("cell", sa.Text, nullable=False),  # A1
    sa.Index("ix_fact_column", "submission_id", "table_code", "side", "column_key"),
    postgresql_partition_by="RANGE (year)",
)  # fmt: skip

# Changed by the transaction that publishes, so always of the newest publication number.
# `units` counts the books with such a row; books of units below a department are left out.
sa.Table(
    "region_total", metadata,
    sa.Column("region_code", sa.Text, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True),
    sa.Column("book", sa.Text, primary_key=True),
    sa.Column("table_code", sa.Text, primary_key=True),
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("column_key", sa.Text, primary_key=True),
    sa.Column("row_key", sa.Text, primary_key=True),
    sa.Column("leaf", sa.Boolean, primary_key=True),
    sa.Column("code", sa.Text),
    sa.Column("code_kind", sa.Text),
    *_meaning(),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("units", sa.Integer, nullable=False),
    postgresql_with={"fillfactor": "80"},
)  # fmt: skip

# The sum of a table's leaves by column, of every unit's published book.
sa.Table(
    "unit_total", metadata,
    sa.Column("unit_code", sa.Text, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True),
    sa.Column("book", sa.Text, primary_key=True),
    sa.Column("table_code", sa.Text, primary_key=True),
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("column_key", sa.Text, primary_key=True),
    *_meaning(),
    sa.Column("amount", sa.BigInteger, nullable=False),
)  # fmt: skip
