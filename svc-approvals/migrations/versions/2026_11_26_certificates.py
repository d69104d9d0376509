"""Certificates: types, the vault, what they were used for, and materials taken from them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "certificates"
down_revision = "drafts"


def upgrade() -> None:
    op.create_table(
        "certificate_type",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuers", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("schema", postgresql.JSON(), nullable=False),
        sa.Column("valid_days", sa.Integer(), nullable=True),
        sa.Column("from_form", postgresql.JSONB(), nullable=False),
        sa.Column("prefill", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_certificate_type"),
    )
    op.create_table(
        "certificate",
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("type_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("holder_masked", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("organ_name", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("product_code", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("issued_no_index", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["type_code"],
            ["certificate_type.code"],
            name="fk_certificate_type_code_certificate_type",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_certificate_case_id_kase"),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_certificate"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sa.UniqueConstraint(
            "type_code", "issued_no_index", name="uq_certificate_type_code_issued_no_index"
        ),
        sa.UniqueConstraint("case_id", "product_code", name="uq_certificate_case_id_product_code"),
    )
    op.create_index(
        "ix_certificate_holder_id_certificate_id", "certificate", ["holder_id", "certificate_id"]
    )
    op.create_index(
        "ix_certificate_ending",
        "certificate",
        ["valid_until", "certificate_id"],
        postgresql_where=sa.text("state = 'valid' AND valid_until IS NOT NULL"),
    )
    op.create_table(
        "certificate_use",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("material_code", sa.Text(), nullable=False),
        sa.Column("consent_version", sa.Text(), nullable=False),
        sa.Column("consented_by", sa.Text(), nullable=False),
        sa.Column("consented_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.certificate_id"],
            name="fk_certificate_use_certificate_id_certificate",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["kase.case_id"], name="fk_certificate_use_case_id_kase"
        ),
        sa.PrimaryKeyConstraint("use_id", name="pk_certificate_use"),
    )
    op.create_index(
        "ix_certificate_use_certificate_id_use_id", "certificate_use", ["certificate_id", "use_id"]
    )
    op.create_index(
        "uq_certificate_use_standing",
        "certificate_use",
        ["case_id", "material_code"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.add_column("material", sa.Column("certificate_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_material_certificate_id_certificate",
        "material",
        "certificate",
        ["certificate_id"],
        ["certificate_id"],
    )
