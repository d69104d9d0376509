"""What acts upon a force, what was told of its effect, and what is due before it ends."""

from uuid import UUID

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata


def _document(
    name: str = "document_id", *, nullable: bool = False, primary_key: bool = False
) -> sa.Column[UUID]:
    key = sa.ForeignKey("document.document_id")
    return sa.Column(name, sa.Uuid, key, nullable=nullable, primary_key=primary_key)


# Ends and amendments, whoever they come from; the force is the earliest of each that stands.
sa.Table(
    "force_act", metadata,
    sa.Column("source_id", sa.Uuid, primary_key=True),  # a relation, a clean-up, the document
    _document(primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("takes_effect_on", sa.Date, nullable=False),
    sa.Column("cause", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("by_document", sa.Uuid),
    sa.Column("recorded_at", MOMENT, nullable=False),
    sa.Column("undone_at", MOMENT),
    sa.CheckConstraint("kind IN ('ends', 'amends')", name="kind"),
    sa.CheckConstraint("(kind = 'ends') = (cause IS NOT NULL)", name="cause"),
    sa.Index("ix_force_act_document_id", "document_id"),
)  # fmt: skip

# What was told, in the order it was committed in: the feed of effect changes.
sa.Table(
    "effect_change", metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    _document(),
    sa.Column("effect_before", sa.Text),
    sa.Column("effect", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("ended_by", sa.Uuid),
    sa.Column("told_at", MOMENT, nullable=False),
    sa.Index("ix_effect_change_document_id", "document_id"),
    sa.Index("ix_effect_change_told_at", "told_at"),
)  # fmt: skip

# Which light of a coming end has been told; another last day is another end.
sa.Table(
    "expiry_light", metadata,
    _document(primary_key=True),
    sa.Column("last_day", sa.Date, primary_key=True),
    sa.Column("days", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("told_at", MOMENT, nullable=False),
)  # fmt: skip

sa.Table(
    "evaluation", metadata,
    sa.Column("evaluation_id", sa.Uuid, primary_key=True),
    _document(),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("staff_no", sa.Text, nullable=False),
    sa.Column("recorded_at", MOMENT, nullable=False),
    sa.CheckConstraint("outcome IN ('continue', 'revise', 'repeal', 'lapse')", name="outcome"),
    sa.Index("ix_evaluation_document_id", "document_id"),
)  # fmt: skip

sa.Table(
    "clean_up", metadata,
    sa.Column("clean_up_id", sa.Uuid, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("issued_until", sa.Date, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("region_code", sa.Text, nullable=False),
    _document("decision_id", nullable=True),
    sa.Column("staff_no", sa.Text, nullable=False),
    sa.Column("carried_out_at", MOMENT, nullable=False),
)  # fmt: skip

sa.Table(
    "clean_up_item", metadata,
    sa.Column("clean_up_id", sa.Uuid, sa.ForeignKey("clean_up.clean_up_id"), primary_key=True),
    _document(primary_key=True),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("amend_by", sa.Date),
    sa.Column("note", sa.Text, nullable=False),
    sa.CheckConstraint(
        "verdict IN ('continue', 'lapsed', 'repealed', 'amend_by', 'cleaned_up')", name="verdict"
    ),
    sa.CheckConstraint("(verdict = 'amend_by') = (amend_by IS NOT NULL)", name="amend_by"),
    sa.Index(
        "ix_clean_up_item_amend_by", "amend_by", "document_id",
        postgresql_where=sa.text("verdict = 'amend_by'"),
    ),
    sa.Index("ix_clean_up_item_document_id", "document_id"),
)  # fmt: skip
