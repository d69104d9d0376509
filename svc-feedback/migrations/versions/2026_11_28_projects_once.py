"""Each account reviews a livelihood project once.

An index that was left half made is made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "projects_once"
down_revision = "projects"
ONCE = "ux_opportunity_project_id_account_id"


def upgrade() -> None:
    op.execute("ALTER TABLE opportunity VALIDATE CONSTRAINT ck_opportunity_of_something")
    op.execute("ALTER TABLE figure VALIDATE CONSTRAINT ck_figure_kind")
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        op.drop_index(ONCE, "opportunity", if_exists=True, postgresql_concurrently=True)
        op.create_index(
            ONCE,
            "opportunity",
            ["project_id", "account_id"],
            unique=True,
            postgresql_where=sa.text("project_id IS NOT NULL"),
            postgresql_concurrently=True,
        )
        op.execute("SET lock_timeout = '5s'")
