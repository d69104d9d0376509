"""The tables every service has: journal, outbox, inbox, answered requests, sealed blocks.

The journal is append-only and hash-chained per aggregate; ``record_events`` is
its only writer. ``journal_head`` is the lock and the number source of a chain.
The outbox is the relay's queue and points into the journal, so a published row
may go: the journal keeps every event for as long as the law wants the record,
and republishing reads it from there.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
MOMENT = sa.TIMESTAMP(timezone=True)
APPEND_ONLY = ("journal", "audit_block", "audit_block_head")


def with_platform_tables(metadata: sa.MetaData) -> sa.MetaData:
    """Add the tables of the platform to a service's own."""
    _journal_tables(metadata)
    sa.Table(
        "outbox", metadata,
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("aggregate_id", sa.Uuid, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False, server_default=sa.func.now()),
    )  # fmt: skip
    sa.Table(
        "inbox", metadata,
        sa.Column("consumer", sa.Text, primary_key=True),
        sa.Column("aggregate_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False, server_default=sa.func.now()),
    )  # fmt: skip
    sa.Table(
        "answered_request", metadata,
        sa.Column("actor", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("headers", JSONB, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
    )  # fmt: skip
    _audit_tables(metadata)
    return metadata


def with_calendar_days(metadata: sa.MetaData) -> None:
    """Add the calendar of who counts working days (`told_calendar`)."""
    sa.Table(
        "calendar_day", metadata,
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("is_working", sa.Boolean, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
    )  # fmt: skip


def _journal_tables(metadata: sa.MetaData) -> None:
    sa.Table(
        "journal", metadata,
        sa.Column("aggregate_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.BigInteger, primary_key=True),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("data", JSONB, nullable=False),
        sa.Column("traceparent", sa.Text, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Index("ix_journal_at", "at", postgresql_using="brin"),
    )  # fmt: skip
    head = sa.Table(
        "journal_head", metadata,
        sa.Column("aggregate_id", sa.Uuid, primary_key=True),
        sa.Column("noun", sa.Text, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("sealed_sequence", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        postgresql_with={"fillfactor": "80"},
    )  # fmt: skip
    sa.Index("ix_journal_head_noun_aggregate_id", head.c.noun, head.c.aggregate_id)


def _audit_tables(metadata: sa.MetaData) -> None:
    sa.Table(
        "audit_block", metadata,
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sealed_at", MOMENT, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
    )  # fmt: skip
    sa.Table(
        "audit_block_head", metadata,
        sa.Column("number", sa.BigInteger, sa.ForeignKey("audit_block.number"), primary_key=True),
        sa.Column("aggregate_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )  # fmt: skip


RECORD_EVENTS = """
CREATE FUNCTION record_events(
    p_aggregate uuid, p_noun text, p_actor text, p_at timestamptz, p_events jsonb, p_trace text
) RETURNS bigint LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    n bigint;
    e jsonb;
BEGIN
    FOR i IN 0 .. jsonb_array_length(p_events) - 1 LOOP
        e := p_events -> i;
        LOOP
            WITH head AS (
                UPDATE journal_head h SET sequence = h.sequence + 1, hash = event_hash(h.hash,
                    p_aggregate, h.sequence + 1, e->>'subject', p_at, p_actor, e->'data')
                WHERE h.aggregate_id = p_aggregate RETURNING h.sequence, h.hash
            ), kept AS (
                INSERT INTO journal SELECT p_aggregate, sequence, (e->>'id')::uuid,
                    e->>'subject', p_at, p_actor, e->'data', p_trace, hash FROM head
            )
            INSERT INTO outbox (aggregate_id, sequence) SELECT p_aggregate, sequence FROM head
                RETURNING sequence INTO n;
            EXIT WHEN FOUND;
            INSERT INTO journal_head (aggregate_id, noun, sequence, hash)
                VALUES (p_aggregate, p_noun, 0, '') ON CONFLICT DO NOTHING;
        END LOOP;
    END LOOP;
    RETURN n;
END $$
"""

EVENT_HASH = """
CREATE FUNCTION event_hash(
    p_previous bytea, p_aggregate uuid, p_sequence bigint, p_subject text, p_at timestamptz,
    p_actor text, p_data jsonb
) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(p_previous || convert_to(p_aggregate::text || '|' || p_sequence::text || '|'
        || p_subject || '|' || (extract(epoch FROM p_at) * 1000000)::bigint::text || '|'
        || p_actor || '|' || p_data::text, 'UTF8'))
$$
"""

OUTBOX_STORAGE = """
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)
"""


def platform_functions() -> list[str]:
    """What a service's first migration runs after it has made the tables."""
    return [EVENT_HASH, RECORD_EVENTS, OUTBOX_STORAGE, *map(append_only, APPEND_ONLY)]


def append_only(table: str) -> str:
    """Take UPDATE and DELETE on a table from the service's role.

    The owner's role is ``<name>_owner`` and the service's ``<name>``; where ops
    name them otherwise the grant is theirs to take.
    """
    return f"""
DO $$ BEGIN
    IF current_user LIKE '%\\_owner'
       AND EXISTS (SELECT FROM pg_roles WHERE rolname = regexp_replace(current_user, '_owner$', ''))
    THEN
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %I',
                       regexp_replace(current_user, '_owner$', ''));
    END IF;
END $$
"""
