"""A theme bursts at a place; what burst before did where most was said of it that day."""

import sqlalchemy as sa
from alembic import op

revision = "bursts_by_place"
down_revision = "invalidated"

WHERE_MOST = """
UPDATE theme_burst b SET region_code = coalesce((
    SELECT m.region_code FROM message m WHERE m.theme_id = b.theme_id AND m.day = b.day
    GROUP BY m.region_code ORDER BY count(*) DESC, m.region_code LIMIT 1), '000000')
"""


def upgrade() -> None:
    op.add_column("theme_burst", sa.Column("region_code", sa.Text(), nullable=True))
    op.execute(WHERE_MOST)
    op.alter_column("theme_burst", "region_code", nullable=False)
    op.drop_constraint(op.f("pk_theme_burst"), "theme_burst")
    op.create_primary_key(op.f("pk_theme_burst"), "theme_burst", ["theme_id", "day", "region_code"])
    op.drop_index("ix_theme_burst_day", "theme_burst")
    op.create_index(
        "ix_theme_burst_day", "theme_burst", ["day", "theme_id", "region_code"], unique=False
    )
