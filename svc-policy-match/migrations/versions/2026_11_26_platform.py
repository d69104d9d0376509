"""What every service has: journal, outbox, inbox, answered requests, sealed blocks."""

from shared.platform_v1 import create_platform_tables

revision = "platform"
down_revision = None


def upgrade() -> None:
    create_platform_tables()
