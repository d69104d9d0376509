"""What belongs to a node's decision: attachments, and what an officer says of a certificate."""

import sqlalchemy as sa
from alembic import op

revision = "decisions"
down_revision = "push_outlives_node"

MOMENT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_attachment_case_id_kase"),
        sa.PrimaryKeyConstraint("attachment_id", name="pk_attachment"),
    )
    op.create_index(
        "ix_attachment_case_id_attachment_id", "attachment", ["case_id", "attachment_id"]
    )
    op.create_table(
        "granted_data",
        sa.Column("granted_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["kase.case_id"], name="fk_granted_data_case_id_kase"),
        sa.PrimaryKeyConstraint("granted_id", name="pk_granted_data"),
        sa.UniqueConstraint("case_id", "product_code", name="uq_granted_data_case_id_product_code"),
    )
