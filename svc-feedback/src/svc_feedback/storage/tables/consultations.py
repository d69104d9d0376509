"""Consultations, the opinions they got, and their files."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

consultation = sa.Table(
    "consultation", metadata,
    sa.Column("consultation_id", sa.Uuid, primary_key=True),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("said", JSONB, nullable=False),
    sa.Column("opens_on", sa.Date, nullable=False),
    sa.Column("closes_on", sa.Date, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("policy_id", sa.Uuid),
    sa.Column("result", JSONB),
    sa.Column("extension_reason", sa.Text, nullable=False),
    sa.Column("drafted_at", MOMENT, nullable=False),
    sa.CheckConstraint("(result IS NOT NULL) = (state = 'published')", name="result"),
)  # fmt: skip
SHOWN = sa.text("state <> 'draft'")
sa.Index("ix_consultation_shown", consultation.c.consultation_id, postgresql_where=SHOWN)
sa.Index("ix_consultation_organ_id", consultation.c.organ_id, consultation.c.consultation_id)
sa.Index("ix_consultation_region_code", consultation.c.region_code, consultation.c.consultation_id)
sa.Index("ix_consultation_policy_id", consultation.c.policy_id)
sa.Index(
    "ix_consultation_running", consultation.c.closes_on,
    postgresql_where=sa.text("state IN ('scheduled', 'open')"),
)  # fmt: skip

opinion = sa.Table(
    "opinion", metadata,
    sa.Column("opinion_id", sa.Uuid, primary_key=True),
    sa.Column(
        "consultation_id", sa.Uuid, sa.ForeignKey("consultation.consultation_id"), nullable=False
    ),
    sa.Column("submission_id", sa.Uuid, nullable=False, unique=True),
    sa.Column("passage", sa.Integer),
    sa.Column("stance", sa.Text, nullable=False),
    sa.Column("group", sa.Text, nullable=False),
    sa.Column("invited", sa.Boolean, nullable=False),
    sa.Column("account_id", sa.Uuid),
    sa.Column("text_encrypted", Encrypted, nullable=False),
    sa.Column("text_masked", sa.Text, nullable=False),
    sa.Column("submitted_at", MOMENT, nullable=False),
    sa.Column("disposition", sa.Text),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("disposed_on", sa.Date),
    sa.Column("told", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("recognised", sa.Boolean, nullable=False, server_default="false"),
    sa.CheckConstraint("(disposition IS NULL) = (disposed_on IS NULL)", name="disposition"),
)  # fmt: skip
sa.Index("ix_opinion_consultation_id", opinion.c.consultation_id, opinion.c.opinion_id)
sa.Index("ix_opinion_account_id", opinion.c.account_id, opinion.c.opinion_id)
sa.Index(
    "ix_opinion_undisposed", opinion.c.consultation_id,
    postgresql_where=sa.text("disposition IS NULL"),
)  # fmt: skip
sa.Index(
    "ix_opinion_untold", opinion.c.consultation_id,
    postgresql_where=sa.text("NOT told AND account_id IS NOT NULL"),
)  # fmt: skip

sa.Table(
    "consultation_file", metadata,
    sa.Column("file_id", sa.Uuid, primary_key=True),
    sa.Column(
        "consultation_id", sa.Uuid, sa.ForeignKey("consultation.consultation_id"),
        nullable=False, index=True,
    ),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("uploaded_at", MOMENT, nullable=False),
)  # fmt: skip
