"""Every operation on a running case: pauses, signers, ways back, extensions, recounts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "operations"
down_revision = "deliveries"

MOMENT = sa.TIMESTAMP(timezone=True)
NO_TEXTS = {"nullable": False, "server_default": "{}"}


def text(name: str, default: str = "") -> sa.Column[str]:
    """A text that is never missing."""
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def number(name: str) -> sa.Column[int]:
    """A number that begins at zero."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def clocks() -> list[sa.Column[object]]:
    """What both cases and nodes keep of their clocks."""
    return [
        text("hours"),
        sa.Column("clock_from", MOMENT),
        sa.Column("paused_at", MOMENT),
        sa.Column("promised_left", sa.Integer()),
        sa.Column("statutory_left", sa.Integer()),
        number("extended_days"),
    ]  # type: ignore[list-item]


def upgrade() -> None:
    for column in [
        *clocks(),
        number("epoch"),
        sa.Column("suspended_at", MOMENT),
        sa.Column("supplement_due", MOMENT),
        number("unforeseen"),
    ]:
        op.add_column("kase", column)
    for column in [
        *clocks(),
        sa.Column("resets", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("automatic", sa.Boolean(), nullable=False, server_default=sa.false()),
        text("ruling"),
        sa.Column("rule_inputs", postgresql.JSONB(), nullable=False, server_default="{}"),
        text("delegated_by"),
        text("signing", "one"),
        number("threshold"),
        sa.Column("held_by", postgresql.ARRAY(sa.Text()), **NO_TEXTS),
        number("extension_asked"),
        text("extension_by"),
        number("urged"),
        number("supplement_round"),
        sa.Column("named", postgresql.ARRAY(sa.Text()), **NO_TEXTS),
        sa.Column("wanted", postgresql.ARRAY(sa.Text()), **NO_TEXTS),
    ]:
        op.add_column("node", column)
    op.create_index(
        "ix_node_resting",
        "node",
        ["organ_id", "paused_at", "node_id"],
        postgresql_where=sa.text("state = 'paused'"),
    )
    op.execute("UPDATE node SET clock_from = arrived_at WHERE state = 'active'")
    op.execute("UPDATE kase SET clock_from = accepted_at WHERE closed_at IS NULL")
    op.add_column("organ", text("office_hours"))
    _create_supplement_of_nodes()
    _create_tables()


def _create_supplement_of_nodes() -> None:
    op.add_column("supplement", text("key"))
    op.drop_constraint("pk_supplement", "supplement")
    op.create_primary_key("pk_supplement", "supplement", ["case_id", "key", "round"])


def _of_a_case(table: str, *key: sa.Column[object]) -> list[object]:
    return [
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *key,
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name=f"fk_{table}_case_id_kase"),
    ]


def _create_tables() -> None:
    op.create_table(
        "signer",
        *_of_a_case("signer"),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("signed_at", MOMENT),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "key", "staff_no", name="pk_signer"),
    )
    op.create_index("ix_signer_staff_no_case_id", "signer", ["staff_no", "case_id"])
    op.create_table(
        "pause",
        *_of_a_case("pause"),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", MOMENT),
        sa.Column("anew", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "key", "since", name="pk_pause"),
    )
    op.create_table(
        "remark",
        sa.Column("remark_id", sa.Uuid(), nullable=False),
        *_of_a_case("remark"),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("staff_no", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("remark_id", name="pk_remark"),
    )
    op.create_index("ix_remark_case_id", "remark", ["case_id"])
    op.create_table(
        "special_procedure",
        *_of_a_case("special_procedure"),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("expected_days", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("case_id", "key", "started_at", name="pk_special_procedure"),
    )
    op.create_table(
        "recount",
        sa.Column("recount_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        number("looked_at"),
        number("moved"),
        sa.PrimaryKeyConstraint("recount_id", name="pk_recount"),
    )
