"""Pairs of screens: who shows what to whom, and how often somebody tried a code."""

import sqlalchemy as sa

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

session = sa.Table(
    "screen_session", metadata,
    sa.Column("session_id", sa.Uuid, primary_key=True),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("staff_no", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("code_index", sa.Text),
    sa.Column("code_expires_at", MOMENT, nullable=False),
    sa.Column("token_hash", sa.LargeBinary),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id")),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("window_id", sa.Text, nullable=False, server_default=""),
    sa.Column("opened_at", MOMENT, nullable=False),
    sa.Column("last_active_at", MOMENT, nullable=False),
)  # fmt: skip
sa.Index(
    "uq_screen_session_code_index", session.c.code_index, unique=True,
    postgresql_where=session.c.code_index.is_not(None),
)  # fmt: skip
sa.Index(
    "ix_screen_session_case_id", session.c.case_id, postgresql_where=session.c.case_id.is_not(None)
)
sa.Index(
    "ix_screen_session_open", session.c.last_active_at,
    postgresql_where=session.c.state != "closed",
)  # fmt: skip

sa.Table(
    "screen_field", metadata,
    sa.Column(
        "session_id", sa.Uuid, sa.ForeignKey("screen_session.session_id"), primary_key=True
    ),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("mark", sa.Text, nullable=False),
    sa.Column("remark", Encrypted, nullable=False),
    sa.Column("judged_at", MOMENT),
)  # fmt: skip

sa.Table(
    "screen_join", metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("since", MOMENT, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
)  # fmt: skip
