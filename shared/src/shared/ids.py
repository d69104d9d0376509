"""Ids: UUIDv7 (RFC 9562), ordered by time of making, so that indexes stay warm."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh id."""
    return uuid7()
