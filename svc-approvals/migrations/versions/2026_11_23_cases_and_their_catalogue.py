"""Cases and their catalogue: matters, cases, nodes, materials, timers, the directory as told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases"
down_revision = "platform"


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_day"),
    )
    op.create_table(
        "matter",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("lead_organ", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("themes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("audience", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("current_version_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_matter"),
    )
    op.create_table(
        "organ",
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organ_id", name="pk_organ"),
        sa.UniqueConstraint("code", name="uq_organ_code"),
    )
    op.create_table(
        "staff",
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("office_phone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("staff_no", name="pk_staff"),
        sa.UniqueConstraint("staff_id", name="uq_staff_staff_id"),
    )
    op.create_index("ix_staff_organ_id", "staff", ["organ_id"])
    op.create_table(
        "matter_version",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", postgresql.JSONB(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["matter.code"], name="fk_matter_version_code_matter"),
        sa.PrimaryKeyConstraint("version_id", name="pk_matter_version"),
        sa.UniqueConstraint("code", "number", name="uq_matter_version_code_number"),
    )
    op.create_table(
        "kase",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("matter_name", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_masked", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("promised_days", sa.Integer(), nullable=False),
        sa.Column("statutory_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("received_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("acceptance_due", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("deemed_accepted", sa.Boolean(), nullable=False),
        sa.Column("promised_due", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("statutory_due", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("deferrals_open", sa.Integer(), nullable=False),
        sa.Column("supplement_round", sa.Integer(), nullable=False),
        sa.Column("supplement_items", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["matter_version.version_id"], name="fk_kase_version_id_matter_version"
        ),
        sa.PrimaryKeyConstraint("case_id", name="pk_kase"),
        sa.UniqueConstraint("case_no", name="uq_kase_case_no"),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index("ix_kase_applicant_id_case_id", "kase", ["applicant_id", "case_id"])
    op.create_index(
        "ix_kase_window_queue",
        "kase",
        ["region_code", "acceptance_due", "case_id"],
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_table(
        "case_form",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("form", postgresql.JSONB(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_case_form_case_id_kase"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_form"),
    )
    op.create_table(
        "material",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=True),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.Column("deferred_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_material_case_id_kase"),
        sa.PrimaryKeyConstraint("case_id", "code", name="pk_material"),
    )
    op.create_table(
        "node",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("node_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("after", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("needed", sa.SmallInteger(), nullable=False),
        sa.Column("counts_skipped", sa.Boolean(), nullable=False),
        sa.Column("applicable", sa.Boolean(), nullable=False),
        sa.Column("promised_days", sa.Integer(), nullable=False),
        sa.Column("statutory_days", sa.Integer(), nullable=False),
        sa.Column("on_refuse", sa.Text(), nullable=False),
        sa.Column("products", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("handler_no", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("promised_due", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("statutory_due", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_node_case_id_kase"),
        sa.PrimaryKeyConstraint("case_id", "key", name="pk_node"),
        sa.UniqueConstraint("node_id", name="uq_node_node_id"),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index(
        "ix_node_tasks",
        "node",
        ["organ_id", "promised_due", "node_id"],
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "supplement",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("items", postgresql.JSONB(), nullable=False),
        sa.Column("supervisor_reason", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_supplement_case_id_kase"),
        sa.PrimaryKeyConstraint("case_id", "round", name="pk_supplement"),
    )
    op.create_table(
        "timer",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_timer_case_id_kase"),
        sa.PrimaryKeyConstraint("case_id", "kind", "key", name="pk_timer"),
    )
    op.create_index("ix_timer_due_at", "timer", ["due_at"])
