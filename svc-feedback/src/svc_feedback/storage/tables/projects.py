"""Livelihood projects that are done, as svc-documents told."""

import sqlalchemy as sa

from svc_feedback.storage.tables.metadata import metadata

done_project = sa.Table(
    "done_project", metadata,
    sa.Column("project_id", sa.Uuid, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("done_on", sa.Date, nullable=False),
)  # fmt: skip
