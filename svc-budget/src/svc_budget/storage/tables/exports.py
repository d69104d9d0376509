"""Downloads of facts that were asked for."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_budget.storage.tables.metadata import metadata

sa.Table(
    "export_job", metadata,
    sa.Column("export_id", sa.Uuid, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False, unique=True),  # of what is wanted
    sa.Column("wanted", JSONB, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("done", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("asked_at", MOMENT, nullable=False),
    sa.Column("claimed_until", MOMENT),
    sa.Column("finished_at", MOMENT),
    sa.Column("file_key", sa.Text, nullable=False, server_default=""),
    sa.Column("file_size", sa.BigInteger, nullable=False, server_default="0"),
    sa.CheckConstraint("state IN ('waiting', 'running', 'done')", name="state"),
    sa.Index(
        "ix_export_job_open", "asked_at", postgresql_where=sa.text("state <> 'done'"),
    ),
)  # fmt: skip
