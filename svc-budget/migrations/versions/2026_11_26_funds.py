"""Funds with their disclosures, allocations with their versions, effects of cited documents."""

import sqlalchemy as sa
from alembic import op

revision = "funds"
down_revision = "exports"


def upgrade() -> None:
    op.create_table(
        "document_effect",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_document_effect")),
    )
    op.create_index(
        op.f("ix_document_effect_document_id"), "document_effect", ["document_id"], unique=False
    )
    op.create_table(
        "fund",
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("organ_name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("established_on", sa.Date(), nullable=False),
        sa.Column("first_year", sa.SmallInteger(), nullable=False),
        sa.Column("last_year", sa.SmallInteger(), nullable=True),
        sa.Column("entered_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("basis_reference", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "category IN ('central_subsidy', 'general_transfer', 'special_fund')",
            name=op.f("ck_fund_category"),
        ),
        sa.PrimaryKeyConstraint("fund_id", name=op.f("pk_fund")),
    )
    op.create_index(op.f("ix_fund_basis_reference"), "fund", ["basis_reference"], unique=False)
    op.create_index(
        "ix_fund_listed", "fund", ["category", "class_name", "name", "fund_id"], unique=False
    )
    op.create_index(op.f("ix_fund_unit_code"), "fund", ["unit_code"], unique=False)
    op.create_table(
        "fund_lapse_told",
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint(
            "fund_id", "kind", "year", "due_on", name=op.f("pk_fund_lapse_told")
        ),
    )
    op.create_table(
        "fund_node",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("node_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("natural_person", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('region', 'unit', 'project', 'recipient')", name=op.f("ck_fund_node_kind")
        ),
        sa.PrimaryKeyConstraint("kind", "node_id", name=op.f("pk_fund_node")),
    )
    op.create_index("ix_fund_node_node_id", "fund_node", ["node_id"], unique=False)
    op.create_table(
        "allocation",
        sa.Column("allocation_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("target_kind", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("allocated_on", sa.Date(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("paid", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(source_kind IS NULL) = (source_id IS NULL)", name=op.f("ck_allocation_source")
        ),
        sa.CheckConstraint(
            "amount >= 0 AND paid >= 0 AND coalesce(received, 0) >= 0",
            name=op.f("ck_allocation_amounts"),
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["fund.fund_id"], name=op.f("fk_allocation_fund_id_fund")
        ),
        sa.ForeignKeyConstraint(
            ["source_kind", "source_id"],
            ["fund_node.kind", "fund_node.node_id"],
            name=op.f("fk_allocation_source_kind_source_id_fund_node"),
        ),
        sa.ForeignKeyConstraint(
            ["target_kind", "target_id"],
            ["fund_node.kind", "fund_node.node_id"],
            name=op.f("fk_allocation_target_kind_target_id_fund_node"),
        ),
        sa.PrimaryKeyConstraint("allocation_id", name=op.f("pk_allocation")),
    )
    op.create_index(
        "ix_allocation_fund",
        "allocation",
        ["fund_id", "year", "target_kind", "amount"],
        unique=False,
    )
    op.create_index(
        "ix_allocation_source", "allocation", ["source_kind", "source_id"], unique=False
    )
    op.create_index(
        "ix_allocation_target", "allocation", ["target_kind", "target_id"], unique=False
    )
    op.create_table(
        "fund_disclosure",
        sa.Column("disclosure_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("superseded", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "stated IN ('published', 'classified', 'none')", name=op.f("ck_fund_disclosure_stated")
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["fund.fund_id"], name=op.f("fk_fund_disclosure_fund_id_fund")
        ),
        sa.PrimaryKeyConstraint("disclosure_id", name=op.f("pk_fund_disclosure")),
        sa.UniqueConstraint(
            "fund_id",
            "kind",
            "year",
            "version",
            name=op.f("uq_fund_disclosure_fund_id_kind_year_version"),
        ),
    )
    op.create_index(
        "ix_fund_disclosure_current",
        "fund_disclosure",
        ["fund_id", "kind", "year"],
        unique=True,
        postgresql_where=sa.text("NOT superseded"),
    )
    op.create_table(
        "allocation_version",
        sa.Column("allocation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("allocated_on", sa.Date(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step IN ('entered', 'corrected', 'received', 'paid')",
            name=op.f("ck_allocation_version_step"),
        ),
        sa.ForeignKeyConstraint(
            ["allocation_id"],
            ["allocation.allocation_id"],
            name=op.f("fk_allocation_version_allocation_id_allocation"),
        ),
        sa.PrimaryKeyConstraint("allocation_id", "version", name=op.f("pk_allocation_version")),
    )
