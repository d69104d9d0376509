"""What a document has only until its publication, what was recorded on its way, and its numbers."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

DOCUMENT = "document.document_id"

sa.Table(
    "draft", metadata,
    sa.Column("document_id", sa.Uuid, sa.ForeignKey(DOCUMENT), primary_key=True),
    sa.Column("is_major", sa.Boolean, nullable=False),
    sa.Column("touches_market", sa.Boolean, nullable=False),
    sa.Column("effective_on", sa.Date),
    sa.Column("early_reason", sa.Text, nullable=False),
    sa.Column("own_years", sa.SmallInteger),
    sa.Column("own_last_day", sa.Date),
    sa.Column("blocks", JSONB),
    sa.Column("plain", sa.Text, nullable=False, server_default=""),
    sa.Column("source_file", sa.Text, nullable=False, server_default=""),
    sa.Column("source_name", sa.Text, nullable=False, server_default=""),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("closing_reason", sa.Text, nullable=False),
    sa.Column("drafted_by", sa.Text, nullable=False),
    sa.Column("authors", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("drafted_at", MOMENT, nullable=False),
)  # fmt: skip

# Append-only: a step held again is another row.
sa.Table(
    "review_step", metadata,
    sa.Column("document_id", sa.Uuid, sa.ForeignKey(DOCUMENT), primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("passed", sa.Boolean, nullable=False),
    sa.Column("opinion", sa.Text, nullable=False),
    sa.Column("opened_on", sa.Date),
    sa.Column("done_on", sa.Date, nullable=False),
    sa.Column("done_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("attachment_id", sa.Uuid),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("recorded_at", MOMENT, nullable=False),
    sa.CheckConstraint(
        "kind IN ('appraisal', 'public_comment', 'fair_competition_review', 'legality_review', "
        "'collective_discussion')",
        name="kind",
    ),
)  # fmt: skip

# A row is locked by whoever takes its next number, until that is committed: so there is no gap.
sa.Table(
    "number_counter", metadata,
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
)  # fmt: skip

# Every 发文字号 given here, for good: that of a withdrawn document stays used.
sa.Table(
    "given_number", metadata,
    sa.Column("number_key", sa.Text, primary_key=True),
    sa.Column("document_no", sa.Text, nullable=False),
    sa.Column("document_id", sa.Uuid, sa.ForeignKey(DOCUMENT), nullable=False, index=True),
    sa.Column("given_at", MOMENT, nullable=False),
)  # fmt: skip

# Append-only: what a correction (勘误) changed, and why.
sa.Table(
    "correction", metadata,
    sa.Column("document_id", sa.Uuid, sa.ForeignKey(DOCUMENT), primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("changes", JSONB, nullable=False),
    sa.Column("text_number", sa.SmallInteger),
    sa.Column("corrected_by", sa.Text, nullable=False),
    sa.Column("corrected_at", MOMENT, nullable=False),
)  # fmt: skip

# Append-only: the files behind recorded steps, for staff alone.
sa.Table(
    "document_attachment", metadata,
    sa.Column("attachment_id", sa.Uuid, primary_key=True),
    sa.Column("document_id", sa.Uuid, sa.ForeignKey(DOCUMENT), nullable=False, index=True),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("uploaded_by", sa.Text, nullable=False),
    sa.Column("uploaded_at", MOMENT, nullable=False),
)  # fmt: skip
