"""Drafts, versions that take effect at their time, withdrawal, and what others tell of a matter.

Only expands: the version before goes on reading and writing while this runs. What it alone needs
of ``matter`` is left, and may be empty; it is dropped by a migration of the release after the
first one that has this, when nothing older can be running any more. What it does not write of
``matter_version`` has a default.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "drafts"
down_revision = "pushes"

MOMENT = sa.TIMESTAMP(timezone=True)
LEFT_FOR_THE_VERSION_BEFORE = ("search_text", "kind", "themes", "audience")
LISTED = (
    ("published_by", sa.Text(), ""),
    ("effective_at", MOMENT, sa.func.now()),
    ("name", sa.Text(), ""),
    ("nature", sa.Text(), ""),
    ("kind", sa.Text(), ""),
    ("lead_organ", sa.Text(), ""),
    ("channel", sa.Text(), ""),
    ("audience", postgresql.ARRAY(sa.Text()), "{}"),
    ("themes", postgresql.ARRAY(sa.Text()), "{}"),
    ("directory", postgresql.ARRAY(sa.Text()), "{}"),
    ("phrases", postgresql.ARRAY(sa.Text()), "{}"),
    ("fees", postgresql.ARRAY(sa.Text()), "{}"),
    ("promised_days", sa.Integer(), "0"),
    ("statutory_days", sa.Integer(), "0"),
)
BACKFILL = """
UPDATE matter_version v SET published_by = '', effective_at = published_at,
    name = d->>'name', nature = coalesce(d->>'nature', ''), kind = coalesce(d->>'kind', ''),
    lead_organ = coalesce(d->>'lead_organ', ''), channel = coalesce(d->'channels'->>'form', ''),
    audience = texts(d->'audience'), themes = texts(d->'themes'),
    directory = texts(d->'directory'),
    phrases = array_remove(ARRAY[lower(d->>'name'), lower(coalesce(d->>'plain_name', ''))], '')
        || texts(d->'aliases') || texts(d->'themes'),
    fees = ARRAY(SELECT f->>'name' FROM jsonb_array_elements(coalesce(d->'fees', '[]')) f),
    promised_days = coalesce((d->>'promised_days')::int, 0),
    statutory_days = coalesce((d->>'statutory_days')::int, 0)
FROM (SELECT version_id, definition AS d FROM matter_version) o
WHERE o.version_id = v.version_id
"""
TEXTS = """
CREATE FUNCTION pg_temp.texts(list jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS
$$ SELECT ARRAY(SELECT jsonb_array_elements_text(coalesce(list, '[]'::jsonb))) $$
"""


def upgrade() -> None:
    for name, kind, default in LISTED:
        column = sa.Column(name, kind, server_default=default, nullable=False)
        op.add_column("matter_version", column)
    op.execute(TEXTS)
    op.execute(BACKFILL.replace("texts(", "pg_temp.texts("))
    op.create_index(
        "ix_matter_version_in_force", "matter_version", ["code", "effective_at", "number"]
    )
    op.add_column("matter", sa.Column("withdrawn_at", MOMENT, nullable=True))
    op.add_column(
        "matter", sa.Column("withdrawn_reason", sa.Text(), server_default="", nullable=False)
    )
    for name in LEFT_FOR_THE_VERSION_BEFORE:
        op.alter_column("matter", name, nullable=True)
    _told()


def _told() -> None:
    op.create_table(
        "matter_draft",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("definition", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_matter_draft"),
    )
    op.create_table(
        "document_effect",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_document_effect"),
    )
    op.create_index("ix_document_effect_document_id", "document_effect", ["document_id"])
    op.create_table(
        "matter_reviews",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("satisfaction", sa.Float(), nullable=True),
        sa.Column("mean_score", sa.Float(), nullable=True),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_matter_reviews"),
    )
    op.create_table(
        "matter_improvement",
        sa.Column("improvement_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("improved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("improvement_id", name="pk_matter_improvement"),
    )
    op.create_index(
        "ix_matter_improvement_code_improved_at", "matter_improvement", ["code", "improved_at"]
    )
