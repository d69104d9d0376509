"""Documents, what was believed of their force, their texts, and how they hang together."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, DATEMULTIRANGE, JSONB

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

# The force stands in the document's row, so that "in force on a day" is one range read.
FORCE = (
    ("force_from", sa.Date), ("force_until", sa.Date), ("end_cause", sa.Text),
    ("end_reason", sa.Text), ("ended_by", sa.Uuid), ("amended_on", sa.Date),
    ("force_assumed", sa.Boolean),
)  # fmt: skip


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


document = sa.Table(
    "document", metadata,
    sa.Column("document_id", sa.Uuid, primary_key=True),
    sa.Column("document_class", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    _text("short_title"),
    _text("kind"),
    _text("category"),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("organ_name", sa.Text, nullable=False),
    sa.Column("joint_organs", ARRAY(sa.Text), nullable=False, server_default="{}"),
    _text("region_code"),
    _text("document_no"),
    _text("number_key"),  # 文号 as it is looked for: no brackets, spaces, zeros, 号
    sa.Column("name_keys", ARRAY(sa.Text), nullable=False, server_default="{}"),
    _text("registration_no"),
    _text("index_no"),
    _text("disclosure_mode"),
    _text("disclosure_scope"),
    _text("retention"),
    sa.Column("signed_on", sa.Date),
    sa.Column("registered_on", sa.Date),
    sa.Column("issued_on", sa.Date),
    _text("theme"),
    _text("responsible_organ"),
    *(sa.Column(name, kind) for name, kind in FORCE),
    sa.Column("suspended", DATEMULTIRANGE, nullable=False, server_default="{}"),
    sa.Column("suspensions", JSONB, nullable=False, server_default="[]"),
    sa.Column("next_change_on", sa.Date),
    sa.Column("effect_told", sa.Text),
    sa.Column("told_through", sa.Date),  # the day the told effect is that of
    sa.Column("published_at", MOMENT),
    sa.Column("stub", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", MOMENT, nullable=False),
    postgresql_with={"fillfactor": "85"},
)  # fmt: skip
sa.Index(
    "ix_document_listed", document.c.issued_on.desc().nulls_last(),
    document.c.document_id.desc(), postgresql_where=sa.text("is_public"),
)  # fmt: skip
sa.Index(
    "ix_document_number_key", document.c.number_key,
    postgresql_where=sa.text("number_key <> ''"),
)  # fmt: skip
sa.Index(
    "ux_document_registration_no", document.c.registration_no, unique=True,
    postgresql_where=sa.text("registration_no <> ''"),
)  # fmt: skip
sa.Index("ix_document_title", document.c.title)
sa.Index(
    "ix_document_organ_name", document.c.organ_name, document.c.issued_on.desc().nulls_last(),
    postgresql_where=sa.text("is_public"),
)  # fmt: skip
sa.Index(
    "ix_document_theme", document.c.theme, document.c.issued_on.desc().nulls_last(),
    postgresql_where=sa.text("is_public AND theme <> ''"),
)  # fmt: skip
sa.Index("ix_document_name_keys", document.c.name_keys, postgresql_using="gin")
sa.Index(
    "ix_document_next_change_on", document.c.next_change_on,
    postgresql_where=sa.text("next_change_on IS NOT NULL"),
)  # fmt: skip
sa.Index(
    "ix_document_expiring", document.c.force_until, document.c.document_id,
    postgresql_where=sa.text("is_public AND end_cause = 'lapsed'"),
)  # fmt: skip
sa.Index(
    "ix_document_in_work", document.c.state, document.c.document_id,
    postgresql_where=sa.text("NOT is_public"),
)  # fmt: skip

# What was believed when: the belief that ended, each time the force became known otherwise.
sa.Table(
    "former_force", metadata,
    sa.Column("document_id", sa.Uuid, sa.ForeignKey("document.document_id"), primary_key=True),
    sa.Column("known_until", MOMENT, primary_key=True),
    *(sa.Column(name, kind) for name, kind in FORCE),
    sa.Column("suspensions", JSONB, nullable=False),
)  # fmt: skip

# A dated text of a document: the original, a text as amended, a correction with its reason.
sa.Table(
    "text_version", metadata,
    sa.Column("document_id", sa.Uuid, sa.ForeignKey("document.document_id"), primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("applies_from", sa.Date),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("blocks", JSONB, nullable=False),
    sa.Column("plain", sa.Text, nullable=False),
    sa.Column("content_hash", sa.LargeBinary, nullable=False),
    sa.Column("source_file", sa.Text, nullable=False, server_default=""),
    sa.Column("source_name", sa.Text, nullable=False, server_default=""),
    sa.Column("recorded_at", MOMENT, nullable=False),
    sa.CheckConstraint("kind IN ('original', 'amendment', 'correction')", name="kind"),
)  # fmt: skip

relation = sa.Table(
    "relation", metadata,
    sa.Column("relation_id", sa.Uuid, primary_key=True),
    sa.Column("document_id", sa.Uuid, sa.ForeignKey("document.document_id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("target_id", sa.Uuid, sa.ForeignKey("document.document_id")),
    sa.Column("target_text", sa.Text, nullable=False),
    # What a citation found in a text waits for its document by; see domain/basis.
    sa.Column("target_key", sa.Text, nullable=False, server_default=""),
    sa.Column("articles", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("takes_effect_on", sa.Date),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False, server_default=""),
    sa.Column("recorded_at", MOMENT, nullable=False),
    sa.Column("carried_out_at", MOMENT),  # when it acted upon the target's force
    sa.Column("retracted_at", MOMENT),
    sa.Column("retraction", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint(
        "kind IN ('amends', 'repeals', 'replaces', 'renews', 'implements', 'interprets', 'cites')",
        name="kind",
    ),
    sa.CheckConstraint("origin IN ('declared', 'found')", name="origin"),
)  # fmt: skip
sa.Index("ix_relation_document_id", relation.c.document_id)
sa.Index("ix_relation_target_id", relation.c.target_id)
sa.Index(
    "ix_relation_waiting", relation.c.target_key,
    postgresql_where=sa.text("target_id IS NULL AND target_key <> ''"),
)  # fmt: skip
sa.Index(
    "ux_relation_declared", relation.c.document_id, relation.c.kind, relation.c.target_id,
    unique=True, postgresql_where=sa.text("origin = 'declared' AND retracted_at IS NULL"),
)  # fmt: skip
