"""Livelihood projects that are done can be reviewed."""

import sqlalchemy as sa
from alembic import op

revision = "projects"
down_revision = "announced"
OF_SOMETHING = "ck_opportunity_of_something"


def upgrade() -> None:
    op.create_table(
        "done_project",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_done_project")),
    )
    op.add_column("opportunity", sa.Column("project_id", sa.Uuid(), nullable=True))
    op.drop_constraint(op.f(OF_SOMETHING), "opportunity", type_="check")
    op.create_check_constraint(
        op.f(OF_SOMETHING),
        "opportunity",
        "num_nonnulls(case_id, visit_id, project_id) > 0",
        postgresql_not_valid=True,
    )
    op.drop_constraint(op.f("ck_figure_kind"), "figure", type_="check")
    op.create_check_constraint(
        op.f("ck_figure_kind"),
        "figure",
        "kind IN ('region', 'organ', 'window', 'staff', 'matter', 'project', 'channel')",
        postgresql_not_valid=True,
    )
