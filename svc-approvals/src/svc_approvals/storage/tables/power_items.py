"""The list of powers and responsibilities."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from svc_approvals.storage.tables.metadata import metadata

power_item = sa.Table(
    "power_item", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("organ", sa.Text, nullable=False),
    sa.Column("matter", sa.Text, nullable=False),
    sa.Column("definition", JSONB, nullable=False),
)  # fmt: skip
sa.Index("ix_power_item_organ_code", power_item.c.organ, power_item.c.code)
