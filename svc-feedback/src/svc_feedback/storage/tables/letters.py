"""Letters, what was done with them, their files and their numbers."""

import sqlalchemy as sa

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

letter = sa.Table(
    "letter", metadata,
    sa.Column("letter_id", sa.Uuid, primary_key=True),
    sa.Column("letter_no", sa.Text, nullable=False, unique=True),
    sa.Column("submission_id", sa.Uuid, nullable=False, unique=True),
    sa.Column("query_digest", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("mailbox", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("account_id", sa.Uuid),
    sa.Column("writer_agrees", sa.Boolean, nullable=False),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("course", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("extended", sa.Boolean, nullable=False),
    sa.Column("refusal", sa.Text),
    sa.Column("organ_agrees", sa.Boolean, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("satisfaction", sa.SmallInteger),
    sa.Column("title_masked", sa.Text, nullable=False),
    sa.Column("text_masked", sa.Text, nullable=False),
    sa.Column("answer_masked", sa.Text),
    sa.Column("personal", Encrypted, nullable=False),
    sa.Column("told", sa.SmallInteger, nullable=False, server_default="0"),  # 1 soon, 2 overdue
    sa.Column("announced", sa.SmallInteger, nullable=False, server_default="0"),  # as told
    sa.Column("submitted_at", MOMENT, nullable=False),
    sa.CheckConstraint("(closed_on IS NULL) = (state IN ('received', 'assigned'))", name="closed"),
    sa.CheckConstraint("(refusal IS NOT NULL) = (state = 'refused')", name="refused"),
    sa.CheckConstraint("organ_id IS NOT NULL OR state IN ('received', 'refused')", name="organ"),
    sa.CheckConstraint(
        "satisfaction IS NULL OR (state = 'answered' AND satisfaction BETWEEN 1 AND 5)",
        name="satisfaction",
    ),
)  # fmt: skip
OPEN = sa.text("closed_on IS NULL")
PUBLIC = sa.text("state = 'answered' AND writer_agrees AND organ_agrees")
sa.Index("ix_letter_account_id", letter.c.account_id, letter.c.letter_id)
sa.Index("ix_letter_organ_id_due_on", letter.c.organ_id, letter.c.due_on, letter.c.letter_id)
sa.Index("ix_letter_region_code_due_on", letter.c.region_code, letter.c.due_on, letter.c.letter_id)
sa.Index("ix_letter_region_code_received_on", letter.c.region_code, letter.c.received_on)
sa.Index("ix_letter_open_due_on", letter.c.due_on, postgresql_where=OPEN)
sa.Index("ix_letter_public", letter.c.closed_on, letter.c.letter_id, postgresql_where=PUBLIC)

letter_step = sa.Table(
    "letter_step", metadata,
    sa.Column("letter_id", sa.Uuid, sa.ForeignKey("letter.letter_id"), primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("note", sa.Text, nullable=False),
)  # fmt: skip

letter_file = sa.Table(
    "letter_file", metadata,
    sa.Column("file_id", sa.Uuid, primary_key=True),
    sa.Column(
        "letter_id", sa.Uuid, sa.ForeignKey("letter.letter_id"), nullable=False, index=True,
    ),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
    sa.Column("uploaded_at", MOMENT, nullable=False),
)  # fmt: skip

letter_serial = sa.Table(
    "letter_serial", metadata,
    sa.Column("region_code", sa.Text, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)  # fmt: skip
