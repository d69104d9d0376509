"""Documents, what was believed of their force, their texts, their relations; the directory."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents"
down_revision = "platform"


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "document",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("document_class", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("short_title", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("organ_name", sa.Text(), nullable=False),
        sa.Column("joint_organs", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("region_code", sa.Text(), server_default="", nullable=False),
        sa.Column("document_no", sa.Text(), server_default="", nullable=False),
        sa.Column("number_key", sa.Text(), server_default="", nullable=False),
        sa.Column("registration_no", sa.Text(), server_default="", nullable=False),
        sa.Column("index_no", sa.Text(), server_default="", nullable=False),
        sa.Column("disclosure_mode", sa.Text(), server_default="", nullable=False),
        sa.Column("disclosure_scope", sa.Text(), server_default="", nullable=False),
        sa.Column("retention", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("responsible_organ", sa.Text(), server_default="", nullable=False),
        sa.Column("force_from", sa.Date(), nullable=True),
        sa.Column("force_until", sa.Date(), nullable=True),
        sa.Column("end_cause", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("amended_on", sa.Date(), nullable=True),
        sa.Column("force_assumed", sa.Boolean(), nullable=True),
        sa.Column("suspended", postgresql.DATEMULTIRANGE(), server_default="{}", nullable=False),
        sa.Column(
            "suspensions",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="[]",
            nullable=False,
        ),
        sa.Column("next_change_on", sa.Date(), nullable=True),
        sa.Column("effect_told", sa.Text(), nullable=True),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("stub", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document")),
        postgresql_with={"fillfactor": "85"},
    )
    op.create_index(
        "ix_document_in_work",
        "document",
        ["state", "document_id"],
        unique=False,
        postgresql_where=sa.text("NOT is_public"),
    )
    op.create_index(
        "ix_document_listed",
        "document",
        [sa.literal_column("issued_on DESC NULLS LAST"), sa.literal_column("document_id DESC")],
        unique=False,
        postgresql_where=sa.text("is_public"),
    )
    op.create_index(
        "ix_document_next_change_on",
        "document",
        ["next_change_on"],
        unique=False,
        postgresql_where=sa.text("next_change_on IS NOT NULL"),
    )
    op.create_index(
        "ix_document_number_key",
        "document",
        ["number_key"],
        unique=False,
        postgresql_where=sa.text("number_key <> ''"),
    )
    op.create_index("ix_document_title", "document", ["title"], unique=False)
    op.create_index(
        "ux_document_registration_no",
        "document",
        ["registration_no"],
        unique=True,
        postgresql_where=sa.text("registration_no <> ''"),
    )
    op.create_table(
        "organ",
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("office_hours", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("organ_id", name=op.f("pk_organ")),
        sa.UniqueConstraint("code", name=op.f("uq_organ_code")),
    )
    op.create_table(
        "staff",
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("office_phone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("staff_no", name=op.f("pk_staff")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_staff_staff_id")),
    )
    op.create_index(op.f("ix_staff_organ_id"), "staff", ["organ_id"], unique=False)
    op.create_table(
        "former_force",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("known_until", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("force_from", sa.Date(), nullable=True),
        sa.Column("force_until", sa.Date(), nullable=True),
        sa.Column("end_cause", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("amended_on", sa.Date(), nullable=True),
        sa.Column("force_assumed", sa.Boolean(), nullable=True),
        sa.Column("suspensions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_former_force_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", "known_until", name=op.f("pk_former_force")),
    )
    op.create_table(
        "relation",
        sa.Column("relation_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("target_text", sa.Text(), nullable=False),
        sa.Column("articles", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("takes_effect_on", sa.Date(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('amends', 'repeals', 'replaces', 'renews', 'implements', 'interprets', "
            "'cites')",
            name=op.f("ck_relation_kind"),
        ),
        sa.CheckConstraint("origin IN ('declared', 'found')", name=op.f("ck_relation_origin")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.document_id"], name=op.f("fk_relation_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["document.document_id"], name=op.f("fk_relation_target_id_document")
        ),
        sa.PrimaryKeyConstraint("relation_id", name=op.f("pk_relation")),
    )
    op.create_index("ix_relation_document_id", "relation", ["document_id"], unique=False)
    op.create_index("ix_relation_target_id", "relation", ["target_id"], unique=False)
    op.create_table(
        "text_version",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("blocks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("source_file", sa.Text(), server_default="", nullable=False),
        sa.Column("source_name", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('original', 'amendment', 'correction')", name=op.f("ck_text_version_kind")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_text_version_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_text_version")),
    )
