"""Cases, their nodes, materials, supplements and timers."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

kase = sa.Table(
    "kase", metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("case_no", sa.Text, nullable=False, unique=True),
    sa.Column("matter_code", sa.Text, nullable=False),
    sa.Column("matter_name", sa.Text, nullable=False),
    sa.Column("version_id", sa.Uuid, sa.ForeignKey("matter_version.version_id"), nullable=False),
    sa.Column("applicant_id", sa.Uuid, nullable=False),
    sa.Column("applicant_masked", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("delivery", sa.Text, nullable=False),
    sa.Column("promised_days", sa.Integer, nullable=False),
    sa.Column("statutory_days", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("result", sa.Text),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("updated_at", MOMENT, nullable=False),
    sa.Column("submitted_at", MOMENT),
    sa.Column("received_at", MOMENT),
    sa.Column("acceptance_due", MOMENT),
    sa.Column("accepted_at", MOMENT),
    sa.Column("deemed_accepted", sa.Boolean, nullable=False),
    sa.Column("promised_due", MOMENT),
    sa.Column("statutory_due", MOMENT),
    sa.Column("provisional", sa.Boolean, nullable=False),
    sa.Column("decided_at", MOMENT),
    sa.Column("closed_at", MOMENT),
    sa.Column("deferrals_open", sa.Integer, nullable=False),
    sa.Column("supplement_round", sa.Integer, nullable=False),
    sa.Column("supplement_items", ARRAY(sa.Text), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("claimed_by", sa.Text, nullable=False, server_default=""),
    sa.Column("claimed_at", MOMENT),
    sa.Column("window_due", MOMENT),
    sa.Column("hours", sa.Text, nullable=False, server_default=""),
    sa.Column("clock_from", MOMENT),
    sa.Column("epoch", sa.Integer, nullable=False, server_default="0"),
    sa.Column("paused_at", MOMENT),
    sa.Column("promised_left", sa.Integer),
    sa.Column("statutory_left", sa.Integer),
    sa.Column("extended_days", sa.Integer, nullable=False, server_default="0"),
    sa.Column("suspended_at", MOMENT),
    sa.Column("supplement_due", MOMENT),
    sa.Column("unforeseen", sa.Integer, nullable=False, server_default="0"),
    sa.Column("counted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("policy_id", sa.Uuid),
    postgresql_with={"fillfactor": "80"},
)  # fmt: skip
sa.Index("ix_kase_applicant_id_case_id", kase.c.applicant_id, kase.c.case_id)
AT_WINDOW = kase.c.window_due.is_not(None)
sa.Index(
    "ix_kase_at_window", kase.c.region_code, kase.c.window_due, kase.c.case_id,
    postgresql_where=AT_WINDOW,
)  # fmt: skip
sa.Index(
    "ix_kase_at_window_by_matter", kase.c.region_code, kase.c.matter_code, kase.c.window_due,
    kase.c.case_id, postgresql_where=AT_WINDOW,
)  # fmt: skip
sa.Index(
    "ix_kase_at_window_by_state", kase.c.region_code, kase.c.state, kase.c.claimed_by,
    kase.c.window_due, kase.c.case_id, postgresql_where=AT_WINDOW,
)  # fmt: skip
sa.Index(
    "ix_kase_open", kase.c.region_code, kase.c.case_id, postgresql_include=["matter_code"],
    postgresql_where=kase.c.state.not_in(["draft", "closed"]),
)  # fmt: skip
CLOSED = sa.and_(kase.c.state == "closed", kase.c.submitted_at.is_not(None))
sa.Index(
    "ix_kase_closed", kase.c.region_code, kase.c.closed_at, kase.c.case_id,
    postgresql_where=CLOSED,
)  # fmt: skip
sa.Index(
    "ix_kase_closed_by_matter", kase.c.region_code, kase.c.matter_code, kase.c.closed_at,
    kase.c.case_id, postgresql_where=CLOSED,
)  # fmt: skip
sa.Index(
    "ix_kase_uncounted", kase.c.closed_at,
    postgresql_where=sa.and_(kase.c.state == "closed", sa.not_(kase.c.counted)),
)  # fmt: skip

sa.Table(
    "case_form", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("answers", JSONB, nullable=False),
    sa.Column("form", JSONB, nullable=False),
    sa.Column("personal", Encrypted),
)  # fmt: skip

node = sa.Table(
    "node", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("node_id", sa.Uuid, nullable=False, unique=True),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("after", ARRAY(sa.Text), nullable=False),
    sa.Column("needed", sa.SmallInteger, nullable=False),
    sa.Column("counts_skipped", sa.Boolean, nullable=False),
    sa.Column("applicable", sa.Boolean, nullable=False),
    sa.Column("promised_days", sa.Integer, nullable=False),
    sa.Column("statutory_days", sa.Integer, nullable=False),
    sa.Column("on_refuse", sa.Text, nullable=False),
    sa.Column("products", ARRAY(sa.Text), nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("handler_no", sa.Text, nullable=False),
    sa.Column("arrived_at", MOMENT),
    sa.Column("claimed_at", MOMENT),
    sa.Column("finished_at", MOMENT),
    sa.Column("promised_due", MOMENT),
    sa.Column("statutory_due", MOMENT),
    sa.Column("provisional", sa.Boolean, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("opinion", sa.Text, nullable=False),
    sa.Column("feedback", sa.Text, nullable=False),
    sa.Column("hours", sa.Text, nullable=False, server_default=""),
    sa.Column("resets", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("automatic", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("ruling", sa.Text, nullable=False, server_default=""),
    sa.Column("rule_inputs", JSONB, nullable=False, server_default="{}"),
    sa.Column("delegated_by", sa.Text, nullable=False, server_default=""),
    sa.Column("signing", sa.Text, nullable=False, server_default="one"),
    sa.Column("threshold", sa.Integer, nullable=False, server_default="0"),
    sa.Column("clock_from", MOMENT),
    sa.Column("held_by", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("paused_at", MOMENT),
    sa.Column("promised_left", sa.Integer),
    sa.Column("statutory_left", sa.Integer),
    sa.Column("extended_days", sa.Integer, nullable=False, server_default="0"),
    sa.Column("extension_asked", sa.Integer, nullable=False, server_default="0"),
    sa.Column("extension_by", sa.Text, nullable=False, server_default=""),
    sa.Column("urged", sa.Integer, nullable=False, server_default="0"),
    sa.Column("supplement_round", sa.Integer, nullable=False, server_default="0"),
    sa.Column("named", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("wanted", ARRAY(sa.Text), nullable=False, server_default="{}"),
    postgresql_with={"fillfactor": "80"},
)  # fmt: skip
sa.Index(
    "ix_node_tasks", node.c.organ_id, node.c.promised_due, node.c.node_id,
    postgresql_where=node.c.state == "active",
)  # fmt: skip
sa.Index(
    "ix_node_at_work", node.c.promised_due, node.c.node_id,
    postgresql_include=["case_id", "key", "epoch", "organ_id"],
    postgresql_where=node.c.state == "active",
)  # fmt: skip

sa.Index(
    "ix_node_resting", node.c.organ_id, node.c.paused_at, node.c.node_id,
    postgresql_where=node.c.state == "paused",
)  # fmt: skip

material = sa.Table(
    "material", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("file_id", sa.Uuid),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.LargeBinary),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("deferred_until", MOMENT),
    sa.Column("deferred_days", sa.Integer),
    sa.Column("updated_at", MOMENT, nullable=False),
    sa.Column("certificate_id", sa.Uuid, sa.ForeignKey("certificate.certificate_id")),
)  # fmt: skip

sa.Table(
    "supplement", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True, server_default=""),
    sa.Column("round", sa.Integer, primary_key=True),
    sa.Column("items", JSONB, nullable=False),
    sa.Column("supervisor_reason", sa.Text, nullable=False),
    sa.Column("requested_by", sa.Text, nullable=False),
    sa.Column("requested_at", MOMENT, nullable=False),
)  # fmt: skip

timer = sa.Table(
    "timer", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("percent", sa.SmallInteger, nullable=False),
    sa.Column("due_at", MOMENT, nullable=False),
)  # fmt: skip
sa.Index("ix_timer_due_at", timer.c.due_at)

signer = sa.Table(
    "signer", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("staff_no", sa.Text, primary_key=True),
    sa.Column("weight", sa.Integer, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("opinion", sa.Text, nullable=False),
    sa.Column("signed_at", MOMENT),
    sa.Column("added_by", sa.Text, nullable=False),
)  # fmt: skip
sa.Index("ix_signer_staff_no_case_id", signer.c.staff_no, signer.c.case_id)

sa.Table(
    "pause", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("since", MOMENT, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("until", MOMENT),
    sa.Column("anew", sa.Boolean, nullable=False),
)  # fmt: skip

sa.Table(
    "remark", metadata,
    sa.Column("remark_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), nullable=False, index=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("staff_no", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
)  # fmt: skip

sa.Table(
    "special_procedure", metadata,
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("started_at", MOMENT, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("expected_days", sa.Integer, nullable=False),
    sa.Column("ended_at", MOMENT),
)  # fmt: skip

sa.Table(
    "recount", metadata,
    sa.Column("recount_id", sa.Uuid, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("requested_at", MOMENT, nullable=False),
    sa.Column("finished_at", MOMENT),
    sa.Column("looked_at", sa.Integer, nullable=False, server_default="0"),
    sa.Column("moved", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("round", sa.SmallInteger, nullable=False, server_default="1"),
    sa.Column("after_case", sa.Uuid),
    sa.Column("due_at", MOMENT, nullable=False, server_default=sa.func.now()),
)  # fmt: skip
