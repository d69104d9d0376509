"""The resource map: kinds and places."""

import sqlalchemy as sa
from alembic import op

revision = "resource_map"
down_revision = "basis"


def upgrade() -> None:
    op.create_table(
        "resource_kind",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_resource_kind")),
    )
    op.create_table(
        "resource_place",
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("lng", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('open', 'closed')", name=op.f("ck_resource_place_status")),
        sa.ForeignKeyConstraint(
            ["kind"], ["resource_kind.code"], name=op.f("fk_resource_place_kind_resource_kind")
        ),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_resource_place")),
    )
    op.create_index("ix_resource_place_lat_lng", "resource_place", ["lat", "lng"], unique=False)
