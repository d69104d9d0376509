"""Submissions: uploaded workbooks by unit, year, book and version, what was found in them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB

from shared.schema import MOMENT
from svc_budget.storage.tables.metadata import metadata

OPEN = "state IN ('draft', 'checked', 'approved')"
CLOSED = "state IN ('superseded', 'corrected')"
OF_BOOK = ("unit_code", "year", "book")

# A version of a book. What is visible in snapshot N: published_as <= N and
# (withdrawn_as is null or withdrawn_as > N). Books of units below a department are contained
# in the department's: only `in_totals` ones are summed over units.
sa.Table(
    "submission", metadata,
    sa.Column("submission_id", sa.Uuid, primary_key=True),
    sa.Column("unit_code", sa.Text, sa.ForeignKey("budget_unit.code"), nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("in_totals", sa.Boolean, nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("book", sa.Text, nullable=False),
    sa.Column("version", sa.SmallInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("fault", JSONB),  # why it could not be read: the refusal as a problem
    sa.Column("claimed_until", MOMENT),  # a worker reads it until then
    sa.Column("file_key", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("file_size", sa.Integer, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("missing_tables", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("outcomes", JSONB, nullable=False, server_default="{}"),  # receipts by outcome
    sa.Column("errors", sa.Integer, nullable=False, server_default="0"),
    sa.Column("warnings", sa.Integer, nullable=False, server_default="0"),
    sa.Column("uploaded_by", sa.Text, nullable=False),
    sa.Column("uploaded_at", MOMENT, nullable=False),
    sa.Column("checked_at", MOMENT),
    sa.Column("approved_by", sa.Text, nullable=False, server_default=""),
    sa.Column("approved_at", MOMENT),
    sa.Column("published_by", sa.Text, nullable=False, server_default=""),
    sa.Column("published_at", MOMENT),
    sa.Column("published_as", sa.BigInteger, unique=True),
    sa.Column("withdrawn_as", sa.BigInteger, unique=True),
    sa.Column("withdrawn_at", MOMENT),
    sa.Column("correction_reason", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint(*OF_BOOK, "version"),
    sa.CheckConstraint(f"{OPEN} OR {CLOSED} OR state = 'published'", name="state"),
    sa.CheckConstraint(f"({OPEN}) = (published_as IS NULL)", name="published_as"),
    sa.CheckConstraint(f"({CLOSED}) = (withdrawn_as IS NOT NULL)", name="withdrawn_as"),
    sa.Index("ix_submission_open", *OF_BOOK, unique=True, postgresql_where=sa.text(OPEN)),
    sa.Index(
        "ix_submission_current", *OF_BOOK,
        unique=True, postgresql_where=sa.text("state = 'published'"),
    ),
    sa.Index("ix_submission_region_code_year_book", "region_code", "year", "book"),
    sa.Index(
        "ix_submission_unread", "uploaded_at",
        postgresql_where=sa.text("state = 'draft' AND fault IS NULL"),
    ),
)  # fmt: skip

# `content` of a table: domain/workbooks/keeping.py; of a narrative: its paragraphs; of an
# unknown sheet: its rows as they stand.
sa.Table(
    "sheet", metadata,
    sa.Column("submission_id", sa.Uuid, sa.ForeignKey("submission.submission_id"), nullable=False),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),  # table, narrative, unknown
    sa.Column("table_code", sa.Text),
    sa.Column("title", sa.Text, nullable=False, server_default=""),
    sa.Column("unit", sa.Text, nullable=False, server_default=""),  # 元, 万元, 亿元
    sa.Column("quantum", sa.BigInteger, nullable=False, server_default="0"),  # in fen
    sa.Column("content", JSON, nullable=False),
    sa.PrimaryKeyConstraint("submission_id", "position"),
    sa.UniqueConstraint("submission_id", "table_code"),
)  # fmt: skip

sa.Table(
    "receipt", metadata,
    sa.Column("submission_id", sa.Uuid, sa.ForeignKey("submission.submission_id"), nullable=False),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("rule_version", sa.SmallInteger, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("held", sa.Integer, nullable=False),  # places where it holds
    sa.Column("rounded", sa.Integer, nullable=False),  # of those: within the tolerance
    sa.Column("broken", sa.Integer, nullable=False),
    sa.Column("blank", sa.Integer, nullable=False),
    sa.Column("unread", ARRAY(sa.Text), nullable=False),  # cells that could not be read
    sa.Column("note", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("submission_id", "position"),
    sa.UniqueConstraint("submission_id", "rule"),
)  # fmt: skip

sa.Table(
    "issue", metadata,
    sa.Column("submission_id", sa.Uuid, sa.ForeignKey("submission.submission_id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("rule_version", sa.SmallInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),  # error, warning, info
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("hint", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("sides", JSON, nullable=False),  # left, right, sign, suspect: cells with amounts
    sa.Column("stated", sa.BigInteger),  # in fen, as all amounts
    sa.Column("computed", sa.BigInteger),
    sa.Column("difference", sa.BigInteger),
    sa.Column("tolerance", sa.BigInteger),
    sa.Column("expected", sa.BigInteger),
    sa.Column("follows_from", ARRAY(sa.Text), nullable=False),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),  # published
    sa.Column("reasoned_by", sa.Text, nullable=False, server_default=""),
    sa.PrimaryKeyConstraint("submission_id", "number"),
)  # fmt: skip

# One row: the number last given. Who publishes locks it until the end of the transaction, so
# that numbers are gapless and seen in their order.
sa.Table(
    "publication_counter", metadata,
    sa.Column("one", sa.Boolean, primary_key=True, server_default=sa.true()),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.CheckConstraint("one", name="one"),
)  # fmt: skip

sa.Table(
    "publication", metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column(
        "submission_id", sa.Uuid, sa.ForeignKey("submission.submission_id"),
        nullable=False, unique=True,
    ),
    sa.Column("withdrawn_id", sa.Uuid, sa.ForeignKey("submission.submission_id"), unique=True),
    sa.Column("published_at", MOMENT, nullable=False, index=True),
)  # fmt: skip
