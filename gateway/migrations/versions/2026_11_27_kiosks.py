"""Kiosks: device tokens, heartbeats, settings, notices, sessions of persons."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "kiosks"
down_revision = "office_hours"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("device", sa.Column("token_digest", sa.LargeBinary()))
    op.create_table(
        "kiosk_beat",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("paper", sa.SmallInteger(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("settings_version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("paper BETWEEN 0 AND 100", name=op.f("ck_kiosk_beat_paper_percent")),
        sa.CheckConstraint(
            "printer IN ('ok', 'no_paper', 'jammed', 'away')",
            name=op.f("ck_kiosk_beat_printer_known"),
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_kiosk_beat_device_id_device")
        ),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_kiosk_beat")),
    )
    op.create_table(
        "kiosk_settings",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_kiosk_settings")),
    )
    op.create_table(
        "kiosk_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shown_from", MOMENT, nullable=False),
        sa.Column("shown_until", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("shown_from < shown_until", name=op.f("ck_kiosk_notice_shown_span")),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_kiosk_notice_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_notice")),
    )
    op.create_index(
        "ix_kiosk_notice_region_code_shown_until", "kiosk_notice", ["region_code", "shown_until"]
    )
    op.create_table(
        "kiosk_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid()),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("seen_at", MOMENT),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'confirmed', 'ended')",
            name=op.f("ck_kiosk_session_state_known"),
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (account_id IS NOT NULL)",
            name=op.f("ck_kiosk_session_of_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_kiosk_session_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_kiosk_session_device_id_device")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_session")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_kiosk_session_code_digest")),
    )
    op.create_index(op.f("ix_kiosk_session_device_id"), "kiosk_session", ["device_id"])
    op.create_index(op.f("ix_kiosk_session_seen_at"), "kiosk_session", ["seen_at"])
