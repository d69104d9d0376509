"""Bad reviews, their clocks, what was tried, what was done with them, and their appeals."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

KEY = "bad_review.bad_review_id"

bad_review = sa.Table(
    "bad_review", metadata,
    sa.Column("bad_review_id", sa.Uuid, primary_key=True),
    sa.Column(
        "review_id", sa.Uuid, sa.ForeignKey("review.review_id"), nullable=False, unique=True,
    ),
    sa.Column("matter_code", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("level", sa.SmallInteger, nullable=False),
    sa.Column("named", sa.Boolean, nullable=False),
    sa.Column("received_at", MOMENT, nullable=False),
    sa.Column("reviewed", ARRAY(sa.Text), nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("grade", sa.Text, nullable=False),
    sa.Column("handler", sa.Text),
    sa.Column("verdict", sa.Text),
    sa.Column("reply", sa.Text, nullable=False),
    sa.Column("change", sa.Text),
    sa.Column("improvement", sa.Text, nullable=False),
    sa.Column("explanation", sa.Text),
    sa.Column("round", sa.SmallInteger, nullable=False),
    sa.Column("satisfied", sa.Boolean),
    sa.Column("extended", sa.Boolean, nullable=False),
    sa.Column("closed_at", MOMENT),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("told", sa.SmallInteger, nullable=False, server_default="0"),  # 2 x round, 1 more: up
    sa.CheckConstraint(
        "(closed_at IS NOT NULL) = (state IN ('closed', 'upheld', 'invalidated'))", name="closed"
    ),
    sa.CheckConstraint("state <> 'closed' OR (reply <> '' AND change IS NOT NULL)", name="replied"),
    sa.CheckConstraint("handler IS NULL OR handler <> ALL (reviewed)", name="handler"),
)  # fmt: skip
CLOSED = sa.text("state = 'closed'")
OPEN = sa.text("closed_at IS NULL")
ORDER = (bad_review.c.received_at, bad_review.c.bad_review_id)
sa.Index("ix_bad_review_received_at", bad_review.c.received_at)
sa.Index("ix_bad_review_organ_id_received_at", bad_review.c.organ_id, *ORDER)
sa.Index("ix_bad_review_region_code_received_at", bad_review.c.region_code, *ORDER)
sa.Index("ix_bad_review_organ_id_open", bad_review.c.organ_id, postgresql_where=OPEN)
sa.Index("ix_bad_review_region_code_open", bad_review.c.region_code, postgresql_where=OPEN)
sa.Index(
    "ix_bad_review_matter_code_closed_at", bad_review.c.matter_code, bad_review.c.closed_at,
    bad_review.c.bad_review_id, postgresql_where=CLOSED,
)  # fmt: skip

bad_review_clock = sa.Table(
    "bad_review_clock", metadata,
    sa.Column("bad_review_id", sa.Uuid, sa.ForeignKey(KEY), primary_key=True),
    sa.Column("position", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("target", sa.Text, nullable=False),
    sa.Column("round", sa.SmallInteger, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("begun_at", MOMENT, nullable=False),
    sa.Column("due_at", MOMENT, nullable=False),
    sa.Column("soon_at", MOMENT, nullable=False),
    sa.Column("met_at", MOMENT),
    sa.Column("paused_at", MOMENT),
    sa.Column("told", sa.SmallInteger, nullable=False, server_default="0"),  # 1 soon, 2 late, 3 up
    sa.Column("announced", sa.SmallInteger, nullable=False, server_default="0"),  # as told
)  # fmt: skip
RUNS = sa.text("met_at IS NULL AND paused_at IS NULL")
sa.Index("ix_bad_review_clock_soon_at", bad_review_clock.c.soon_at, postgresql_where=RUNS)

bad_review_attempt = sa.Table(
    "bad_review_attempt", metadata,
    sa.Column("bad_review_id", sa.Uuid, sa.ForeignKey(KEY), primary_key=True),
    sa.Column("position", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("target", sa.Text, nullable=False),
    sa.Column("round", sa.SmallInteger, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("reached", sa.Boolean, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
)  # fmt: skip

bad_review_step = sa.Table(
    "bad_review_step", metadata,
    sa.Column("bad_review_id", sa.Uuid, sa.ForeignKey(KEY), primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("from_state", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("staff_no", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("submission_id", sa.Uuid),
)  # fmt: skip

appeal = sa.Table(
    "appeal", metadata,
    sa.Column("appeal_id", sa.Uuid, primary_key=True),
    sa.Column("bad_review_id", sa.Uuid, sa.ForeignKey(KEY), nullable=False, unique=True),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False, index=True),
    sa.Column("appellant", sa.Text, nullable=False),
    sa.Column("from_state", sa.Text, nullable=False),
    sa.Column("filed_at", MOMENT, nullable=False),
    sa.Column("upheld", sa.Boolean),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("judge", sa.Text),
    sa.Column("judge_organ_id", sa.Uuid),
    sa.Column("decided_at", MOMENT),
    sa.CheckConstraint("judge_organ_id IS NULL OR judge_organ_id <> organ_id", name="judge"),
    sa.CheckConstraint("(decided_at IS NULL) = (upheld IS NULL)", name="decided"),
    sa.Index("ix_appeal_region_code_appeal_id", "region_code", "appeal_id"),
)  # fmt: skip
