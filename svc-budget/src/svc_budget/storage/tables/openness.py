"""What the Budget Law's periods are counted from, and what published books show."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_budget.storage.tables.metadata import metadata

# `about` is a region for an approval, a unit for a reply.
sa.Table(
    "duty_anchor", metadata,
    sa.Column("anchor_id", sa.Uuid, primary_key=True),
    sa.Column("anchor", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),  # budget, final
    sa.Column("began_on", sa.Date, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("anchor", "about", "year", "stage"),
)  # fmt: skip

sa.Table(
    "overdue_told", metadata,
    sa.Column("unit_code", sa.Text, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True),
    sa.Column("book", sa.Text, primary_key=True),
    sa.Column("due_on", sa.Date, primary_key=True),
)  # fmt: skip

sa.Table(
    "classified_item", metadata,
    sa.Column("unit_code", sa.Text, primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True),
    sa.Column("item", sa.Text, primary_key=True),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("declared_at", MOMENT, nullable=False),
)  # fmt: skip

# Made once from a published version, which never changes.
sa.Table(
    "openness_evidence", metadata,
    sa.Column(
        "submission_id", sa.Uuid, sa.ForeignKey("submission.submission_id"), primary_key=True
    ),
    sa.Column("tables", JSONB, nullable=False),  # code -> digits, empty, says_empty
    sa.Column("narrative", sa.Text, nullable=False),
)  # fmt: skip
