"""What each version of a matter rests on, read from the versions that are there."""

import sqlalchemy as sa
from alembic import op

revision = "basis_guard"
down_revision = "staff_accounts"

READ = """
INSERT INTO matter_citation (version_id, position, code, part, label, reference)
SELECT version_id, row_number() OVER (PARTITION BY version_id ORDER BY part, place) - 1,
       code, part, label, reference
FROM (
    SELECT v.version_id, v.code, 'basis' AS part, place, coalesce(b->>'clause', '') AS label,
           b->>'reference' AS reference
    FROM matter_version v,
         jsonb_array_elements(coalesce(v.definition->'basis', '[]')) WITH ORDINALITY e (b, place)
    UNION ALL
    SELECT v.version_id, v.code, 'fee', place, f->>'name', f->>'basis'
    FROM matter_version v,
         jsonb_array_elements(coalesce(v.definition->'fees', '[]')) WITH ORDINALITY e (f, place)
) cited
"""


def upgrade() -> None:
    op.create_table(
        "matter_citation",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.CheckConstraint("part IN ('basis', 'fee')", name=op.f("ck_matter_citation_part")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["matter_version.version_id"],
            name=op.f("fk_matter_citation_version_id_matter_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_matter_citation")),
    )
    op.create_index(
        op.f("ix_matter_citation_reference"), "matter_citation", ["reference"], unique=False
    )
    op.create_index(
        "ix_document_effect_dead",
        "document_effect",
        ["reference"],
        unique=False,
        postgresql_where=sa.text("effect IN ('not_yet', 'lapsed', 'repealed', 'replaced')"),
    )
    op.execute(READ)
