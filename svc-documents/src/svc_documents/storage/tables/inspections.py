"""Random inspections: plans, draws, cancellations, who was drawn, results. All append-only."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

plan = sa.Table(
    "inspection", metadata,
    sa.Column("inspection_id", sa.Uuid, primary_key=True),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("matter", sa.Text, nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("inspect_from", sa.Date, nullable=False),
    sa.Column("inspect_until", sa.Date, nullable=False),
    sa.Column("beacon", sa.Text, nullable=False),
    sa.Column("beacon_on", sa.Date, nullable=False),
    sa.Column("commitment", sa.Text, nullable=False),
    sa.Column("secret", Encrypted, nullable=False),  # until it is drawn
    sa.Column("registers", JSONB, nullable=False),
    sa.Column("announced_at", MOMENT, nullable=False),
    sa.Column("announced_by", sa.Text, nullable=False),
)  # fmt: skip
sa.Index("ix_inspection_organ_id", plan.c.organ_id, plan.c.inspection_id)

sa.Table(
    "inspection_draw", metadata,
    sa.Column(
        "inspection_id", sa.Uuid, sa.ForeignKey("inspection.inspection_id"), primary_key=True
    ),
    sa.Column("secret", sa.Text, nullable=False),  # in clear from now on
    sa.Column("public_value", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("drawn_at", MOMENT, nullable=False),
    sa.Column("drawn_by", sa.Text, nullable=False),
)  # fmt: skip

sa.Table(
    "inspection_cancellation", metadata,
    sa.Column(
        "inspection_id", sa.Uuid, sa.ForeignKey("inspection.inspection_id"), primary_key=True
    ),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("cancelled_at", MOMENT, nullable=False),
    sa.Column("cancelled_by", sa.Text, nullable=False),
)  # fmt: skip

drawn = sa.Table(
    "inspection_drawn", metadata,
    sa.Column(
        "inspection_id", sa.Uuid, sa.ForeignKey("inspection.inspection_id"), primary_key=True
    ),
    sa.Column("object_id", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("inspectors", ARRAY(sa.Text), nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
)  # fmt: skip
sa.Index("ix_inspection_drawn_due_on", drawn.c.due_on)

sa.Table(
    "inspection_result", metadata,
    sa.Column("inspection_id", sa.Uuid, primary_key=True),
    sa.Column("object_id", sa.Text, primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("inspected_on", sa.Date, nullable=False),
    sa.Column("finding", sa.Text, nullable=False),
    sa.Column("correction", sa.Text, nullable=False),
    sa.Column("in_time", sa.Boolean, nullable=False),
    sa.Column("published_at", MOMENT, nullable=False),
    sa.Column("published_by", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(
        ["inspection_id", "object_id"],
        ["inspection_drawn.inspection_id", "inspection_drawn.object_id"],
    ),
)  # fmt: skip
