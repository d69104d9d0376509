"""The same message may go to several people: its key is one per person."""

from alembic import op

revision = "messages_per_person"
down_revision = "staff_roles"
branch_labels = None
depends_on = None

NAME = "uq_sent_message_owner_dedupe_key_account_id"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")  # it waits for what is being sent, and holds up nothing
        op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")  # of a try that was cut off
        op.create_index(
            NAME, "sent_message", ["owner", "dedupe_key", "account_id"], unique=True,
            postgresql_concurrently=True,
        )  # fmt: skip
        op.execute("SET lock_timeout = '5s'")
    op.execute(f"ALTER TABLE sent_message ADD CONSTRAINT {NAME} UNIQUE USING INDEX {NAME}")
    op.drop_constraint("uq_sent_message_owner_dedupe_key", "sent_message")
