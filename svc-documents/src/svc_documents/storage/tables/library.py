"""Where loaded documents came from, how often documents are read, the archives of all."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata


def _document() -> sa.Column[UUID]:
    key = sa.ForeignKey("document.document_id")
    return sa.Column("document_id", sa.Uuid, key, primary_key=True)


# A document loaded from a collection: what was found there, and what is odd about it.
sa.Table(
    "library_entry", metadata,
    _document(),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("number_as_found", sa.Text, nullable=False),
    sa.Column("doubts", ARRAY(sa.Text), nullable=False),
    sa.Column("loaded_at", MOMENT, nullable=False),
)  # fmt: skip

# Views by day, and all of them, which the list by popularity reads.
sa.Table(
    "document_view_day", metadata,
    _document(),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("views", sa.BigInteger, nullable=False),
    postgresql_with={"fillfactor": "50"},
)  # fmt: skip
views = sa.Table(
    "document_views", metadata,
    _document(),
    sa.Column("views", sa.BigInteger, nullable=False),
    sa.Column("counted_at", MOMENT, nullable=False),
    postgresql_with={"fillfactor": "50"},
)  # fmt: skip

# The whole library as one file, made once a week.
sa.Table(
    "library_archive", metadata,
    sa.Column("archive_id", sa.Uuid, primary_key=True),
    sa.Column("made_on", sa.Date, nullable=False, unique=True),
    sa.Column("documents", sa.Integer, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("file_key", sa.Text, nullable=False),
    sa.Column("made_at", MOMENT, nullable=False),
)  # fmt: skip
