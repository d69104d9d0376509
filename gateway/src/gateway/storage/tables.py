"""The tables of database `gateway`: directory, accounts, sessions, calendar, messages."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.encrypted import Encrypted
from shared.schema import MOMENT, NAMES, with_platform_tables

metadata = with_platform_tables(sa.MetaData(naming_convention=NAMES))
TEXTS = ARRAY(sa.Text)
EMPTY = sa.text("'{}'")

region = sa.Table(
    "region", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("level", sa.SmallInteger, nullable=False),
    sa.Column("parent_code", sa.Text, sa.ForeignKey("region.code")),
    sa.CheckConstraint("code ~ '^[1-9][0-9]{5}$'", name="code_form"),
    sa.CheckConstraint("level BETWEEN 1 AND 3", name="level_range"),
)  # fmt: skip

organ = sa.Table(
    "organ", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("aliases", TEXTS, nullable=False, server_default=EMPTY),
    sa.Column("region_code", sa.Text, sa.ForeignKey("region.code"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("issuing_rights", TEXTS, nullable=False, server_default=EMPTY),
    sa.Column("office_phone", sa.Text, nullable=False),
    sa.Column("office_hours", sa.Text, nullable=False, server_default=""),
)  # fmt: skip

account = sa.Table(
    "account", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("roles", TEXTS, nullable=False),
    sa.Column("password_hash", sa.Text),
    sa.Column("name_cipher", Encrypted),
    sa.Column("name_masked", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, sa.ForeignKey("region.code"), nullable=False),
    sa.Column("organ_id", sa.Uuid, sa.ForeignKey("organ.id")),
    sa.Column("outside_subject", sa.Text, unique=True),
    sa.Column("wechat_index", sa.Text, unique=True),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("disabled_at", MOMENT),
    sa.CheckConstraint("kind IN ('person', 'enterprise', 'staff', 'device')", name="kind_known"),
    sa.CheckConstraint("kind <> 'staff' OR organ_id IS NOT NULL", name="staff_has_organ"),
)  # fmt: skip

staff = sa.Table(
    "staff", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("staff_no", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, sa.ForeignKey("organ.id"), nullable=False, index=True),
    sa.Column("office_phone", sa.Text, nullable=False),
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id"), unique=True),
    sa.Column("roles", TEXTS, nullable=False, server_default=EMPTY),
    sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
)  # fmt: skip

device = sa.Table(
    "device", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id"), nullable=False, unique=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("registered_at", MOMENT, nullable=False),
    sa.Column("token_digest", sa.LargeBinary),
)  # fmt: skip

session = sa.Table(
    "session", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("began_at", MOMENT, nullable=False),
    sa.Column("revoked_at", MOMENT),
)  # fmt: skip

refresh_token = sa.Table(
    "refresh_token", metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("session_id", sa.Uuid, sa.ForeignKey("session.id"), nullable=False, index=True),
    sa.Column("expires_at", MOMENT, nullable=False, index=True),
    sa.Column("used_at", MOMENT),
)  # fmt: skip

revocation = sa.Table(
    "revocation", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id"), nullable=False),
    sa.Column("session_id", sa.Uuid, sa.ForeignKey("session.id")),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("revoked_at", MOMENT, nullable=False, index=True),
)  # fmt: skip

failed_sign_in = sa.Table(
    "failed_sign_in", metadata,
    sa.Column("login_digest", sa.LargeBinary, primary_key=True),
    sa.Column("tries", sa.SmallInteger, nullable=False),
    sa.Column("since", MOMENT, nullable=False, index=True),
)  # fmt: skip

calendar_year = sa.Table(
    "calendar_year", metadata,
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("provisional", sa.Boolean, nullable=False),
    sa.Column("imported_at", MOMENT, nullable=False),
)  # fmt: skip

calendar_day = sa.Table(
    "calendar_day", metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("year", sa.SmallInteger, sa.ForeignKey("calendar_year.number"), nullable=False),
    sa.Column("is_working", sa.Boolean, nullable=False),
    sa.Column("name", sa.Text),
    sa.Index("ix_calendar_day_year", "year"),
)  # fmt: skip

contact_channel = sa.Table(
    "contact_channel", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("address_cipher", Encrypted, nullable=False),
    sa.Column("address_index", sa.Text, nullable=False),
    sa.Column("address_masked", sa.Text, nullable=False),
    sa.Column("preferred", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("account_id", "kind", "address_index"),
    sa.CheckConstraint("kind IN ('sms', 'mini_program', 'email')", name="kind_known"),
)  # fmt: skip

sent_message = sa.Table(
    "sent_message", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("dedupe_key", sa.Text, nullable=False),
    sa.Column("account_id", sa.Uuid, nullable=False, index=True),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("channel", sa.Text),
    sa.Column("address_masked", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.UniqueConstraint("owner", "dedupe_key", "account_id"),
)  # fmt: skip

waiting_message = sa.Table(
    "waiting_message", metadata,
    sa.Column("owner", sa.Text, primary_key=True),
    sa.Column("dedupe_key", sa.Text, primary_key=True),
    sa.Column("account_id", sa.Uuid, primary_key=True, index=True),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("parameters", JSONB, nullable=False),
    sa.Column("words_of", sa.Uuid),
    sa.Column("asked_at", MOMENT, nullable=False),
    sa.Column("waits_for", sa.Text, nullable=False),
    sa.Column("leased_until", MOMENT, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Index("ix_waiting_message_waits_for_leased_until", "waits_for", "leased_until"),
)  # fmt: skip

kiosk_beat = sa.Table(
    "kiosk_beat", metadata,
    sa.Column("device_id", sa.Uuid, sa.ForeignKey("device.id"), primary_key=True),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("paper", sa.SmallInteger, nullable=False),
    sa.Column("printer", sa.Text, nullable=False),
    sa.Column("settings_version", sa.BigInteger, nullable=False),
    sa.CheckConstraint("paper BETWEEN 0 AND 100", name="paper_percent"),
    sa.CheckConstraint("printer IN ('ok', 'no_paper', 'jammed', 'away')", name="printer_known"),
)  # fmt: skip

# Settings of a region (its code), or of one kiosk (the device's code).
kiosk_settings = sa.Table(
    "kiosk_settings", metadata,
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("settings", JSONB, nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False),
    sa.Column("changed_by", sa.Uuid, nullable=False),
)  # fmt: skip

kiosk_notice = sa.Table(
    "kiosk_notice", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("region_code", sa.Text, sa.ForeignKey("region.code"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("shown_from", MOMENT, nullable=False),
    sa.Column("shown_until", MOMENT, nullable=False),
    sa.Column("created_by", sa.Uuid, nullable=False),
    sa.CheckConstraint("shown_from < shown_until", name="shown_span"),
    sa.Index("ix_kiosk_notice_region_code_shown_until", "region_code", "shown_until"),
)  # fmt: skip

# Who it was goes when it ends; the session of that account (same id) and the journal stay.
kiosk_session = sa.Table(
    "kiosk_session", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("device_id", sa.Uuid, sa.ForeignKey("device.id"), nullable=False, index=True),
    sa.Column("code_digest", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id")),
    sa.Column("opened_at", MOMENT, nullable=False),
    sa.Column("confirmed_at", MOMENT),
    sa.Column("seen_at", MOMENT, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'confirmed', 'ended')", name="state_known"),
    sa.CheckConstraint("(state = 'confirmed') = (account_id IS NOT NULL)", name="of_somebody"),
)  # fmt: skip
