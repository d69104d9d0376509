"""Published months."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "publications"
down_revision = "themes"


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("formula_version", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("prepared_by", sa.Text(), nullable=False),
        sa.Column("prepared_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Text()),
        sa.Column("signed_at", sa.TIMESTAMP(timezone=True)),
        sa.Column("signature", sa.Text()),
        sa.CheckConstraint(
            "num_nonnulls(signed_by, signed_at, signature) IN (0, 3)",
            name=op.f("ck_publication_signed"),
        ),
        sa.CheckConstraint("signed_by <> prepared_by", name=op.f("ck_publication_by_another")),
        sa.PrimaryKeyConstraint("publication_id", name=op.f("pk_publication")),
        sa.UniqueConstraint(
            "region_code", "month", "version", name=op.f("uq_publication_region_code_month_version")
        ),
    )
