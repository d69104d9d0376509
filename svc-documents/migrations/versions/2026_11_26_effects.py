"""What acts upon a document's force, what was told of its effect, and clean-ups."""

import sqlalchemy as sa
from alembic import op

revision = "effects"
down_revision = "documents"


def upgrade() -> None:
    op.create_table(
        "clean_up",
        sa.Column("clean_up_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("issued_until", sa.Date(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("carried_out_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["document.document_id"], name=op.f("fk_clean_up_decision_id_document")
        ),
        sa.PrimaryKeyConstraint("clean_up_id", name=op.f("pk_clean_up")),
    )
    op.create_table(
        "effect_change",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("effect_before", sa.Text(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("told_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_effect_change_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_effect_change")),
    )
    op.create_index("ix_effect_change_document_id", "effect_change", ["document_id"], unique=False)
    op.create_index("ix_effect_change_told_at", "effect_change", ["told_at"], unique=False)
    op.create_table(
        "evaluation",
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('continue', 'revise', 'repeal', 'lapse')",
            name=op.f("ck_evaluation_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_evaluation_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("evaluation_id", name=op.f("pk_evaluation")),
    )
    op.create_index("ix_evaluation_document_id", "evaluation", ["document_id"], unique=False)
    op.create_table(
        "expiry_light",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("told_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_expiry_light_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", "last_day", "days", name=op.f("pk_expiry_light")),
    )
    op.create_table(
        "force_act",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("takes_effect_on", sa.Date(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_document", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("undone_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'ends') = (cause IS NOT NULL)", name=op.f("ck_force_act_cause")
        ),
        sa.CheckConstraint("kind IN ('ends', 'amends')", name=op.f("ck_force_act_kind")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_force_act_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("source_id", "document_id", "kind", name=op.f("pk_force_act")),
    )
    op.create_index("ix_force_act_document_id", "force_act", ["document_id"], unique=False)
    op.create_table(
        "clean_up_item",
        sa.Column("clean_up_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("amend_by", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(verdict = 'amend_by') = (amend_by IS NOT NULL)",
            name=op.f("ck_clean_up_item_amend_by"),
        ),
        sa.CheckConstraint(
            "verdict IN ('continue', 'lapsed', 'repealed', 'amend_by', 'cleaned_up')",
            name=op.f("ck_clean_up_item_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["clean_up_id"],
            ["clean_up.clean_up_id"],
            name=op.f("fk_clean_up_item_clean_up_id_clean_up"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_clean_up_item_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("clean_up_id", "document_id", name=op.f("pk_clean_up_item")),
    )
    op.create_index(
        "ix_clean_up_item_amend_by",
        "clean_up_item",
        ["amend_by", "document_id"],
        unique=False,
        postgresql_where=sa.text("verdict = 'amend_by'"),
    )
    op.create_index("ix_clean_up_item_document_id", "clean_up_item", ["document_id"], unique=False)
    op.add_column("document", sa.Column("told_through", sa.Date(), nullable=True))
    op.create_index(
        "ix_document_expiring",
        "document",
        ["force_until", "document_id"],
        unique=False,
        postgresql_where=sa.text("is_public AND end_cause = 'lapsed'"),
    )
    op.add_column(
        "relation", sa.Column("carried_out_at", sa.TIMESTAMP(timezone=True), nullable=True)
    )
    op.add_column("relation", sa.Column("retracted_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("relation", sa.Column("retraction", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ux_relation_declared",
        "relation",
        ["document_id", "kind", "target_id"],
        unique=True,
        postgresql_where=sa.text("origin = 'declared' AND retracted_at IS NULL"),
    )
