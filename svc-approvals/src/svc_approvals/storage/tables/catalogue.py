"""Matters, their versions and drafts, and what other services tell about them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

sa.Table(
    "matter", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("lead_organ", sa.Text, nullable=False),
    # Read by the version before only; dropped by the release after the first that has drafts.
    sa.Column("search_text", sa.Text),
    sa.Column("kind", sa.Text),
    sa.Column("themes", ARRAY(sa.Text)),
    sa.Column("audience", ARRAY(sa.Text)),
    sa.Column("current_version_id", sa.Uuid),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("withdrawn_at", MOMENT),
    sa.Column("withdrawn_reason", sa.Text, nullable=False, server_default=""),
)  # fmt: skip

sa.Table(
    "matter_version", metadata,
    sa.Column("version_id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, sa.ForeignKey("matter.code"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("definition", JSONB, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("published_at", MOMENT, nullable=False),
    sa.Column("published_by", sa.Text, nullable=False, server_default=""),
    sa.Column("effective_at", MOMENT, nullable=False, server_default=sa.func.now()),
    sa.Column("name", sa.Text, nullable=False, server_default=""),
    sa.Column("nature", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", sa.Text, nullable=False, server_default=""),
    sa.Column("lead_organ", sa.Text, nullable=False, server_default=""),
    sa.Column("channel", sa.Text, nullable=False, server_default=""),
    sa.Column("audience", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("themes", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("directory", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("phrases", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("fees", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("promised_days", sa.Integer, nullable=False, server_default="0"),
    sa.Column("statutory_days", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("code", "number"),
    sa.Index("ix_matter_version_in_force", "code", "effective_at", "number"),
)  # fmt: skip

# What each version rests on, so that who rests on a dead document is one indexed read.
sa.Table(
    "matter_citation", metadata,
    sa.Column(
        "version_id", sa.Uuid, sa.ForeignKey("matter_version.version_id"), primary_key=True
    ),
    sa.Column("position", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("part", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),  # the clause, or the fee's name
    sa.Column("reference", sa.Text, nullable=False, index=True),
    sa.CheckConstraint("part IN ('basis', 'fee')", name="part"),
)  # fmt: skip

sa.Table(
    "matter_draft", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("definition", JSONB, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("saved_at", MOMENT, nullable=False),
    sa.Column("saved_by", sa.Text, nullable=False),
)  # fmt: skip

sa.Table(
    "document_effect", metadata,
    sa.Column("reference", sa.Text, primary_key=True),
    sa.Column("effect", sa.Text, nullable=False),
    sa.Column("document_id", sa.Uuid, index=True),
    sa.Column("title", sa.Text, nullable=False, server_default=""),
    sa.Column("since", sa.Date),
    sa.Column("replaced_by", sa.Text, nullable=False, server_default=""),
    sa.Index(
        "ix_document_effect_dead", "reference",
        postgresql_where=sa.text("effect IN ('not_yet', 'lapsed', 'repealed', 'replaced')"),
    ),
)  # fmt: skip

sa.Table(
    "matter_reviews", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("reviews", sa.Integer, nullable=False),
    sa.Column("satisfaction", sa.Float),
    sa.Column("mean_score", sa.Float),
    sa.Column("told_at", MOMENT, nullable=False),
)  # fmt: skip

sa.Table(
    "matter_improvement", metadata,
    sa.Column("improvement_id", sa.Uuid, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("change", sa.Text),  # what was changed: guide, form, staff or place
    sa.Column("improved_at", MOMENT, nullable=False),
    sa.Index("ix_matter_improvement_code_improved_at", "code", "improved_at"),
)  # fmt: skip
