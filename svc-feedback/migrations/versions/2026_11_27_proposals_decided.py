"""Proposals are accepted or declined, by another person than who made them."""

import sqlalchemy as sa
from alembic import op

revision = "proposals_decided"
down_revision = "bursts_by_place"


def upgrade() -> None:
    for name in ("made_by", "reason", "decided_by"):
        op.add_column("proposal", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("proposal", sa.Column("accepted", sa.Boolean(), nullable=True))
    op.add_column("proposal", sa.Column("decided_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_proposal_decided"), "proposal", "(accepted IS NULL) = (decided_at IS NULL)"
    )
