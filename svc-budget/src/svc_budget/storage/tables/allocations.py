"""Where the money of funds goes: nodes, allocations, and every version of those."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_budget.storage.tables.metadata import metadata

KINDS = "('region', 'unit', 'project', 'recipient')"

# A natural person has an id of our own and a masked name; nothing else is ever kept.
sa.Table(
    "fund_node", metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("node_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("unit_code", sa.Text),
    sa.Column("natural_person", sa.Boolean, nullable=False),
    sa.CheckConstraint(f"kind IN {KINDS}", name="kind"),
    sa.Index("ix_fund_node_node_id", "node_id"),
)  # fmt: skip

allocation = sa.Table(
    "allocation", metadata,
    sa.Column("allocation_id", sa.Uuid, primary_key=True),
    sa.Column("fund_id", sa.Uuid, sa.ForeignKey("fund.fund_id"), nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("source_kind", sa.Text),  # null: the fund's own budget of the year
    sa.Column("source_id", sa.Text),
    sa.Column("target_kind", sa.Text, nullable=False),
    sa.Column("target_id", sa.Text, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),  # fen
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("document_id", sa.Uuid),
    sa.Column("allocated_on", sa.Date, nullable=False),
    sa.Column("received", sa.BigInteger),
    sa.Column("received_on", sa.Date),
    sa.Column("paid", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("paid_on", sa.Date),
    sa.Column("policy_id", sa.Uuid),
    sa.Column("case_id", sa.Uuid),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("entered_at", MOMENT, nullable=False),
    sa.ForeignKeyConstraint(["source_kind", "source_id"], ["fund_node.kind", "fund_node.node_id"]),
    sa.ForeignKeyConstraint(["target_kind", "target_id"], ["fund_node.kind", "fund_node.node_id"]),
    sa.CheckConstraint(
        "amount >= 0 AND paid >= 0 AND coalesce(received, 0) >= 0", name="amounts"
    ),
    sa.CheckConstraint("(source_kind IS NULL) = (source_id IS NULL)", name="source"),
)  # fmt: skip
columns = allocation.c
sa.Index("ix_allocation_fund", columns.fund_id, columns.year, columns.target_kind, columns.amount)
sa.Index("ix_allocation_target", columns.target_kind, columns.target_id)
sa.Index("ix_allocation_source", columns.source_kind, columns.source_id)
sa.Index(
    "ix_allocation_policy_id", columns.policy_id,
    postgresql_where=columns.policy_id.is_not(None),
)  # fmt: skip
sa.Index("ix_allocation_case_id", columns.case_id, postgresql_where=columns.case_id.is_not(None))

sa.Table(
    "allocation_version", metadata,
    sa.Column(
        "allocation_id", sa.Uuid, sa.ForeignKey("allocation.allocation_id"), primary_key=True
    ),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("allocated_on", sa.Date, nullable=False),
    sa.Column("received", sa.BigInteger),
    sa.Column("received_on", sa.Date),
    sa.Column("paid", sa.BigInteger, nullable=False),
    sa.Column("paid_on", sa.Date),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False),
    sa.CheckConstraint("step IN ('entered', 'corrected', 'received', 'paid')", name="step"),
)  # fmt: skip
