"""The directory, accounts and sessions, the work calendar, and messages to people."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "identity"
down_revision = "platform"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_year",
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("imported_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_calendar_year"),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("login_digest", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("since", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login_digest", name="pk_failed_sign_in"),
    )
    op.create_index("ix_failed_sign_in_since", "failed_sign_in", ["since"])
    op.create_table(
        "region",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.CheckConstraint("code ~ '^[1-9][0-9]{5}$'", name=op.f("ck_region_code_form")),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_region_level_range")),
        sa.ForeignKeyConstraint(
            ["parent_code"], ["region.code"], name="fk_region_parent_code_region"
        ),
        sa.PrimaryKeyConstraint("code", name="pk_region"),
    )
    op.create_table(
        "sent_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("address_masked", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sent_message"),
        sa.UniqueConstraint("owner", "dedupe_key", name="uq_sent_message_owner_dedupe_key"),
    )
    op.create_index("ix_sent_message_account_id", "sent_message", ["account_id"])
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["year"], ["calendar_year.number"], name="fk_calendar_day_year_calendar_year"
        ),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_day"),
    )
    op.create_index("ix_calendar_day_year", "calendar_day", ["year"])
    op.create_table(
        "organ",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "aliases", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "issuing_rights",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("office_phone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name="fk_organ_region_code_region"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organ"),
        sa.UniqueConstraint("code", name="uq_organ_code"),
        sa.UniqueConstraint("name", name="uq_organ_name"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("name_cipher", sa.Text(), nullable=True),
        sa.Column("name_masked", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("outside_subject", sa.Text(), nullable=True),
        sa.Column("wechat_index", sa.Text(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind <> 'staff' OR organ_id IS NOT NULL", name=op.f("ck_account_staff_has_organ")
        ),
        sa.CheckConstraint(
            "kind IN ('person', 'enterprise', 'staff', 'device')",
            name=op.f("ck_account_kind_known"),
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organ.id"], name="fk_account_organ_id_organ"),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name="fk_account_region_code_region"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("login", name="uq_account_login"),
        sa.UniqueConstraint("outside_subject", name="uq_account_outside_subject"),
        sa.UniqueConstraint("wechat_index", name="uq_account_wechat_index"),
    )
    op.create_table(
        "contact_channel",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address_cipher", sa.Text(), nullable=False),
        sa.Column("address_index", sa.Text(), nullable=False),
        sa.Column("address_masked", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('sms', 'mini_program', 'email')", name=op.f("ck_contact_channel_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_contact_channel_account_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_channel"),
        sa.UniqueConstraint(
            "account_id",
            "kind",
            "address_index",
            name="uq_contact_channel_account_id_kind_address_index",
        ),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_device_account_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("account_id", name="uq_device_account_id"),
        sa.UniqueConstraint("code", name="uq_device_code"),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_session_account_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
    )
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("office_phone", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_staff_account_id_account"),
        sa.ForeignKeyConstraint(["organ_id"], ["organ.id"], name="fk_staff_organ_id_organ"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("account_id", name="uq_staff_account_id"),
        sa.UniqueConstraint("staff_no", name="uq_staff_staff_no"),
    )
    op.create_index("ix_staff_organ_id", "staff", ["organ_id"])
    op.create_table(
        "refresh_token",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("used_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name="fk_refresh_token_session_id_session"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_refresh_token"),
    )
    op.create_index("ix_refresh_token_expires_at", "refresh_token", ["expires_at"])
    op.create_index("ix_refresh_token_session_id", "refresh_token", ["session_id"])
    op.create_table(
        "revocation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_revocation_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name="fk_revocation_session_id_session"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revocation"),
    )
    op.create_index("ix_revocation_revoked_at", "revocation", ["revoked_at"])
