"""Budget units, submissions with what was found in them, facts and their sums."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "submissions"
down_revision = "execution"

PARTITION = """
CREATE TABLE fact_{year} PARTITION OF fact FOR VALUES FROM ({year}) TO ({after})
"""


def upgrade() -> None:
    op.create_table(
        "budget_unit",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.Column("first_year", sa.SmallInteger(), nullable=True),
        sa.Column("last_year", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'unit') = (parent_code IS NOT NULL)", name=op.f("ck_budget_unit_parent")
        ),
        sa.CheckConstraint(
            "kind IN ('department', 'unit', 'government')", name=op.f("ck_budget_unit_kind")
        ),
        sa.CheckConstraint("level IN ('省', '市', '县')", name=op.f("ck_budget_unit_level")),
        sa.ForeignKeyConstraint(
            ["parent_code"],
            ["budget_unit.code"],
            name=op.f("fk_budget_unit_parent_code_budget_unit"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_budget_unit")),
    )
    op.create_index(op.f("ix_budget_unit_organ_id"), "budget_unit", ["organ_id"], unique=False)
    op.create_index(
        op.f("ix_budget_unit_parent_code"), "budget_unit", ["parent_code"], unique=False
    )
    op.create_index(
        "ix_budget_unit_region_code_code", "budget_unit", ["region_code", "code"], unique=False
    )
    op.create_table(
        "fact",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("table_code", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("row_no", sa.SmallInteger(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("code_kind", sa.Text(), nullable=True),
        sa.Column("leaf", sa.Boolean(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("fund_type", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("expenditure", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        postgresql_partition_by="RANGE (year)",
    )
    op.create_index(op.f("ix_fact_submission_id"), "fact", ["submission_id"], unique=False)
    op.create_table(
        "publication_counter",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("one", name=op.f("ck_publication_counter_one")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_publication_counter")),
    )
    op.create_table(
        "region_total",
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("table_code", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("leaf", sa.Boolean(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("code_kind", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("fund_type", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("expenditure", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "region_code",
            "year",
            "book",
            "table_code",
            "side",
            "column_key",
            "row_key",
            "leaf",
            name=op.f("pk_region_total"),
        ),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_table(
        "unit_total",
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("table_code", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("fund_type", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("expenditure", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "unit_code",
            "year",
            "book",
            "table_code",
            "side",
            "column_key",
            name=op.f("pk_unit_total"),
        ),
    )
    op.create_table(
        "submission",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("in_totals", sa.Boolean(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("fault", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("claimed_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column(
            "missing_tables", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column(
            "outcomes", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("errors", sa.Integer(), server_default="0", nullable=False),
        sa.Column("warnings", sa.Integer(), server_default="0", nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("checked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("published_by", sa.Text(), server_default="", nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("published_as", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_as", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("correction_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(state IN ('draft', 'checked', 'approved')) = (published_as IS NULL)",
            name=op.f("ck_submission_published_as"),
        ),
        sa.CheckConstraint(
            "(state IN ('superseded', 'corrected')) = (withdrawn_as IS NOT NULL)",
            name=op.f("ck_submission_withdrawn_as"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'checked', 'approved') OR state IN ('superseded', 'corrected')"
            " OR state = 'published'",
            name=op.f("ck_submission_state"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_code"], ["budget_unit.code"], name=op.f("fk_submission_unit_code_budget_unit")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_submission")),
        sa.UniqueConstraint("published_as", name=op.f("uq_submission_published_as")),
        sa.UniqueConstraint(
            "unit_code",
            "year",
            "book",
            "version",
            name=op.f("uq_submission_unit_code_year_book_version"),
        ),
        sa.UniqueConstraint("withdrawn_as", name=op.f("uq_submission_withdrawn_as")),
    )
    op.create_index(
        "ix_submission_current",
        "submission",
        ["unit_code", "year", "book"],
        unique=True,
        postgresql_where=sa.text("state = 'published'"),
    )
    op.create_index(
        "ix_submission_open",
        "submission",
        ["unit_code", "year", "book"],
        unique=True,
        postgresql_where=sa.text("state IN ('draft', 'checked', 'approved')"),
    )
    op.create_index(
        "ix_submission_region_code_year_book",
        "submission",
        ["region_code", "year", "book"],
        unique=False,
    )
    op.create_index(
        "ix_submission_unread",
        "submission",
        ["uploaded_at"],
        unique=False,
        postgresql_where=sa.text("state = 'draft' AND fault IS NULL"),
    )
    op.create_table(
        "issue",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("sides", postgresql.JSON(astext_type=sa.Text()), nullable=False),
        sa.Column("stated", sa.BigInteger(), nullable=True),
        sa.Column("computed", sa.BigInteger(), nullable=True),
        sa.Column("difference", sa.BigInteger(), nullable=True),
        sa.Column("tolerance", sa.BigInteger(), nullable=True),
        sa.Column("expected", sa.BigInteger(), nullable=True),
        sa.Column("follows_from", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("reasoned_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.submission_id"],
            name=op.f("fk_issue_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("submission_id", "number", name=op.f("pk_issue")),
    )
    op.create_table(
        "publication",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.submission_id"],
            name=op.f("fk_publication_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_id"],
            ["submission.submission_id"],
            name=op.f("fk_publication_withdrawn_id_submission"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_publication")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_publication_submission_id")),
        sa.UniqueConstraint("withdrawn_id", name=op.f("uq_publication_withdrawn_id")),
    )
    op.create_index(
        op.f("ix_publication_published_at"), "publication", ["published_at"], unique=False
    )
    op.create_table(
        "receipt",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("rounded", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("unread", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.submission_id"],
            name=op.f("fk_receipt_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("submission_id", "position", name=op.f("pk_receipt")),
        sa.UniqueConstraint("submission_id", "rule", name=op.f("uq_receipt_submission_id_rule")),
    )
    op.create_table(
        "sheet",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("table_code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("quantum", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("content", postgresql.JSON(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.submission_id"],
            name=op.f("fk_sheet_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("submission_id", "position", name=op.f("pk_sheet")),
        sa.UniqueConstraint(
            "submission_id", "table_code", name=op.f("uq_sheet_submission_id_table_code")
        ),
    )
    op.execute("CREATE TABLE fact_other_years PARTITION OF fact DEFAULT")
    for year in range(2005, 2050):
        op.execute(PARTITION.format(year=year, after=year + 1))
    op.execute("INSERT INTO publication_counter (number) VALUES (0)")
