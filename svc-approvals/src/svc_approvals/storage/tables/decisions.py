"""What belongs to the decision of a node beside its opinion."""

import sqlalchemy as sa

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

attachment = sa.Table(
    "attachment", metadata,
    sa.Column("attachment_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("public", sa.Boolean, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("uploaded_by", sa.Text, nullable=False),
    sa.Column("uploaded_at", MOMENT, nullable=False),
    sa.Column("decided_at", MOMENT),
)  # fmt: skip
sa.Index("ix_attachment_case_id_attachment_id", attachment.c.case_id, attachment.c.attachment_id)

sa.Table(
    "granted_data", metadata,
    sa.Column("granted_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("product_code", sa.Text, nullable=False),
    sa.Column("personal", Encrypted, nullable=False),
    sa.UniqueConstraint("case_id", "product_code"),
)  # fmt: skip
