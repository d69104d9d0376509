"""Requests for disclosure, their numbers and the files of their answers."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

request = sa.Table(
    "disclosure_request", metadata,
    sa.Column("request_id", sa.Uuid, primary_key=True),
    sa.Column("request_no", sa.Text, nullable=False, unique=True),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("account_id", sa.Uuid, nullable=False),
    sa.Column("applicant_kind", sa.Text, nullable=False),
    sa.Column("subject_masked", sa.Text, nullable=False),
    sa.Column("delivery", sa.Text, nullable=False),
    sa.Column("submitted_at", MOMENT, nullable=False),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("begun_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("steps", JSONB, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("report_row", sa.Text, nullable=False),
    sa.Column("personal", Encrypted, nullable=False),
    sa.CheckConstraint("(closed_on IS NULL) = (report_row = '')", name="closed"),
)  # fmt: skip
sa.Index("ix_disclosure_request_account_id", request.c.account_id, request.c.request_id)
sa.Index(
    "ix_disclosure_request_organ_id_due_on", request.c.organ_id, request.c.due_on,
    request.c.request_id,
)  # fmt: skip
sa.Index(
    "ix_disclosure_request_overdue", request.c.region_code, request.c.due_on,
    request.c.request_id, postgresql_where=sa.text("state = 'in_progress'"),
)  # fmt: skip

sa.Table(
    "disclosure_serial", metadata,
    sa.Column("organ_id", sa.Uuid, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
)  # fmt: skip

sa.Table(
    "disclosure_file", metadata,
    sa.Column("file_id", sa.Uuid, primary_key=True),
    sa.Column(
        "request_id", sa.Uuid, sa.ForeignKey("disclosure_request.request_id"), nullable=False,
        index=True,
    ),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("uploaded_by", sa.Text, nullable=False),
    sa.Column("uploaded_at", MOMENT, nullable=False),
)  # fmt: skip
