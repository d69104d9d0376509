"""What documents are found by. Everything here can be made again from the documents."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, DATEMULTIRANGE, TSVECTOR

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


# One row per document, more for a text no index value can hold; only what is public. What lists
# filter and count by stands beside the text as a trigger copies it, so that a search reads narrow
# rows only: both vectors lie out of line and are met through their indexes.
search_part = sa.Table(
    "search_part", metadata,
    sa.Column(
        "document_id", sa.Uuid, sa.ForeignKey("document.document_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("part", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("text_number", sa.SmallInteger, nullable=False),  # 0 when there is no text
    sa.Column("content_hash", sa.LargeBinary, nullable=False),
    sa.Column("title_length", sa.SmallInteger, nullable=False),
    sa.Column("listed_on", sa.Date, nullable=False),  # issued, or the first day there is
    _text("document_class"),
    _text("kind"),
    _text("category"),
    _text("theme"),
    _text("region_code"),
    sa.Column("organs", ARRAY(sa.Text), nullable=False),
    sa.Column("force_from", sa.Date),
    sa.Column("force_until", sa.Date),
    sa.Column("end_cause", sa.Text),
    sa.Column("amended_on", sa.Date),
    sa.Column("suspended", DATEMULTIRANGE, nullable=False),
    sa.Column("title", TSVECTOR, nullable=False),
    sa.Column("words", TSVECTOR, nullable=False),
    postgresql_with={"fillfactor": "90", "toast_tuple_target": "256"},
)  # fmt: skip
FEW_PENDING = {"gin_pending_list_limit": "1024"}  # kB: what waits is read by every search
sa.Index(
    "ix_search_part_title", search_part.c.title, postgresql_using="gin",
    postgresql_with=FEW_PENDING,
)  # fmt: skip
sa.Index(
    "ix_search_part_words", search_part.c.words, postgresql_using="gin",
    postgresql_with=FEW_PENDING,
)  # fmt: skip
sa.Index(
    "ix_search_part_listed", search_part.c.listed_on.desc(), search_part.c.document_id.desc(),
    postgresql_where=sa.text("part = 1"),
)  # fmt: skip
sa.Index(
    "ix_search_part_organs", search_part.c.organs, postgresql_using="gin",
    postgresql_where=sa.text("part = 1"), postgresql_with=FEW_PENDING,
)  # fmt: skip

# The gist of each text, for questions of which no text has all the words.
search_gist = sa.Table(
    "search_gist", metadata,
    sa.Column(
        "document_id", sa.Uuid, sa.ForeignKey("document.document_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("gist", TSVECTOR, nullable=False),
)  # fmt: skip
sa.Index(
    "ix_search_gist_gist", search_gist.c.gist, postgresql_using="gin",
    postgresql_with=FEW_PENDING,
)  # fmt: skip

# The words of titles, counted anew now and then: suggestions and the tag cloud.
sa.Table(
    "title_word", metadata,
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("documents", sa.Integer, nullable=False),
)  # fmt: skip

# What was looked for in vain, by day; nobody's name is kept with it.
sa.Table(
    "search_without_result", metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("query", sa.Text, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("last_at", MOMENT, nullable=False),
)  # fmt: skip
