"""Pairs of screens at the window: sessions, the fields they show, attempts to join."""

import sqlalchemy as sa
from alembic import op

revision = "screens"
down_revision = "certificates"


def upgrade() -> None:
    op.create_table(
        "screen_session",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code_index", sa.Text(), nullable=True),
        sa.Column("code_expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("last_active_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["kase.case_id"], name="fk_screen_session_case_id_kase"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_screen_session"),
    )
    op.create_index(
        "uq_screen_session_code_index",
        "screen_session",
        ["code_index"],
        unique=True,
        postgresql_where=sa.text("code_index IS NOT NULL"),
    )
    op.create_index(
        "ix_screen_session_case_id",
        "screen_session",
        ["case_id"],
        postgresql_where=sa.text("case_id IS NOT NULL"),
    )
    op.create_index(
        "ix_screen_session_open",
        "screen_session",
        ["last_active_at"],
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_table(
        "screen_field",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["screen_session.session_id"],
            name="fk_screen_field_session_id_screen_session",
        ),
        sa.PrimaryKeyConstraint("session_id", "key", name="pk_screen_field"),
    )
    op.create_table(
        "screen_join",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("since", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_screen_join"),
    )
