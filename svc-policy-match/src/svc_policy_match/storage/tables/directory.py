"""Organs, as the directory told them."""

import sqlalchemy as sa

from svc_policy_match.storage.tables.metadata import metadata

sa.Table(
    "organ", metadata,
    sa.Column("organ_id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
)  # fmt: skip
