"""A push outlives its node: a case that goes back to the window loses its nodes, not its story."""

from alembic import op

revision = "push_outlives_node"
down_revision = "supervision"


def upgrade() -> None:
    op.drop_constraint("fk_push_node_id_node", "push", type_="foreignkey")
