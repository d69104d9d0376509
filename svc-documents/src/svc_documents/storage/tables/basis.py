"""Who cites which document, what of other services stands in the graph, which texts were read."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

# A reference of something outside (a matter, a policy, a fund), and the document it means.
citation = sa.Table(
    "citation", metadata,
    sa.Column("citer", sa.Text, primary_key=True),  # <owner>:<kind>:<id>
    sa.Column("reference", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("thing_id", sa.Text, nullable=False),
    sa.Column("keys", ARRAY(sa.Text), nullable=False),  # what its document is waited for by
    sa.Column("articles", ARRAY(sa.Text), nullable=False),
    sa.Column("document_id", sa.Uuid, sa.ForeignKey("document.document_id")),
    sa.Column("candidates", ARRAY(sa.Uuid), nullable=False),
    sa.Column("cited_at", MOMENT, nullable=False),
    sa.Column("answered_at", MOMENT, nullable=False),
)  # fmt: skip
sa.Index("ix_citation_document_id", citation.c.document_id)
sa.Index("ix_citation_thing", citation.c.kind, citation.c.thing_id)
sa.Index("ix_citation_keys", citation.c["keys"], postgresql_using="gin")

# A matter, a policy, a fund: as much as the graph shows of it.
sa.Table(
    "linked_thing", metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("thing_id", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("href", sa.Text, nullable=False),
    sa.Column("withdrawn_at", MOMENT),
    sa.Column("told_at", MOMENT, nullable=False),
)  # fmt: skip

# Up to which text the citations of a document have been found.
sa.Table(
    "citations_read", metadata,
    sa.Column("document_id", sa.Uuid, sa.ForeignKey("document.document_id"), primary_key=True),
    sa.Column("number", sa.SmallInteger, nullable=False),
    sa.Column("read_at", MOMENT, nullable=False),
)  # fmt: skip
